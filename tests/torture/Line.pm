# Line - the whole line over pipes or sockets, and whether what it left is what it must leave
#
# For campaigns that disturb it (scripts/torture-nth, scripts/powercut). A directory holds the line's
# output d/ and what each program said, PROGRAM.err.
package Line;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);

our @EXPORT = qw(@PROGRAMS $shim $work $transport slurp prepare start_line run_line half_written differs_now differs);
our @PROGRAMS = qw(ingest validate check-eligibility pegase price anonymize route-to-cpam emit);
my $root = abs_path(dirname(__FILE__) . '/../..');
my $bin = $ENV{PMI_BIN} // "$root/build/bin";
our $shim = abs_path("$bin/../torture/fail.so") // '';
our $work = tempdir(CLEANUP => 1);
our $transport = 'stdio'; # or ipc
my $ledger;

# `acts` invented acts, a key, and the undisturbed run.
sub prepare {
	my ($acts) = @_;
	-f $shim or die "make build/torture/fail.so first\n";
	$ENV{PATH} = "$bin:$ENV{PATH}";
	$ENV{PMI_FLUX_CONFIG} //= "$root/config";
	system("pmi-generate --acts $acts >$work/actes.csv && head -c 32 /dev/zero >$work/key && chmod 600 $work/key"
		. " && mkdir $work/ref") == 0 or die "no acts\n";
	my $codes = run_line("$work/ref");
	die "the undisturbed run fails\n" if grep { $_ } values %$codes;
	$ledger = ledger("$work/ref");
	return;
}

sub slurp {
	my ($path) = @_;
	local $/;
	open(my $in, '<:raw', $path) or return '';
	return readline($in) // '';
}

# The line as a command that tells the exit codes; what the programs say goes to `said`.
sub line {
	my ($dir, $said) = @_;
	my @commands = map { my $p = $_;
		"pmi-$p -q" . ($p eq 'ingest' ? " --as-of 2026-04-07 $work/actes.csv" : '')
			. ($p eq 'emit' ? " -d $dir/d --key-file $work/key" : '') . " 2>$said/$p.err" } @PROGRAMS;
	return join(' | ', @commands) . '; echo ${PIPESTATUS[@]}' if $transport eq 'stdio';
	my $patience = $ENV{LD_PRELOAD} ? 3 : 30; # who died before it was there is not waited for
	for my $i (0 .. $#commands) {
		my $ends = " --patience $patience" . ($i ? " -i ipc://$dir/s$i" : '')
			. ($i < $#commands ? ' -o ipc://' . "$dir/s" . ($i + 1) : '');
		$commands[$i] =~ s/ -q/ -q$ends/;
	}
	return join(' ', map { "$_ & p+=(\$!);" } @commands) . ' for i in ${p[@]}; do wait $i; printf "%d " $?; done; echo';
}

# Starts the line; a handle that gives its exit codes.
sub start_line {
	my ($dir, $said, %env) = @_;
	local @ENV{keys %env} = values %env;
	open(my $out, '-|', 'bash', '-c', line($dir, $said)) or die "bash: $!\n";
	return $out;
}

# Runs the line; the exit code of each program.
sub run_line {
	my ($dir, $said, %env) = @_;
	my $out = start_line($dir, $said // $dir, %env);
	my %code;
	@code{@PROGRAMS} = split ' ', <$out> // '';
	close $out;
	return \%code;
}

# The first emission as the ledger knows it; '' and what is wrong when a later one accepted an act.
sub ledger {
	my ($dir) = @_;
	my @lines = split /\n/, qx(sqlite3 $dir/d/ledger.sqlite .dump 2>&1);
	return 'an act was billed twice' if grep { /^INSERT INTO bilan VALUES\(([2-9]),'accepted',[1-9]/ } @lines;
	return join "\n", grep { !/^INSERT INTO (emission|bilan|refus|fichier) VALUES\([2-9],/ } @lines;
}

# What is under its real name is whole.
sub half_written {
	my ($dir) = @_;
	for my $emission (glob "$dir/d/envois/[0-9]*") {
		my $bad = qx(cd $emission && jq -r '.files[] | "\\(.sha256)  \\(.path)"' manifest.json | sha256sum -c --quiet 2>&1);
		return "$emission is not whole: $bad" if $? || $bad;
	}
	return "courant leads nowhere" if -l "$dir/d/courant" && !-d "$dir/d/courant";
	return '';
}

# What is not as in the undisturbed run; '' when all is.
sub differs_now {
	my ($dir) = @_;
	my $left = qx(find $dir/d -name '*.tmp' 2>&1);
	return "left $left" if $left;
	my $journals = qx(ls -A $dir/d/reception 2>&1);
	return "left in reception: $journals" if $journals;
	my $diff = qx(diff -rq $work/ref/d/envois/0001 $dir/d/envois/0001 2>&1);
	return "the emission differs: $diff" if $diff;
	return ledger($dir) ne $ledger ? 'the ledger differs' : '';
}

# The same, after the same line again.
sub differs {
	my ($dir, $said) = @_;
	$said //= $dir;
	my $code = run_line($dir, $said);
	my @bad = grep { $code->{$_} } @PROGRAMS;
	return "again: pmi-$bad[0] ends with $code->{$bad[0]}: " . slurp("$said/$bad[0].err") if @bad;
	my $differs = differs_now($dir);
	return $differs ? "again: $differs" : '';
}

1;
