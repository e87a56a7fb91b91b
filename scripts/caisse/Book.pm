# What is read of the rule book, and the scenario: as much of YAML as these files use.
package caisse::Book;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(book scenario);

sub lines {
	my ($file) = @_;
	open my $in, '<', $file or die "$file: $!\n";
	chomp(my @lines = <$in>);
	close $in;
	return @lines;
}

sub unquoted { return $_[0] =~ /^"(.*)"$/ ? $1 : $_[0] }

# The account that all pay into, how a payer is called on a statement, its name and its number.
sub book {
	my ($dir) = @_;
	my ($at, %book) = ('');
	for (lines("$dir/conventions.yaml")) {
		$at = $1 if /^(\w+):/;
		$book{compte}{$1} = unquoted($2) if $at eq 'compte' && /^  (\w+): (.*\S)/;
	}
	for (lines("$dir/rapprochement.yaml")) {
		$at = $1 if /^  - payeur: (\S+)/;
		$book{libelle}{$at} //= $1 if /^    libelles: \["([^"]*)"/;
	}
	for (lines("$dir/caisses.yaml")) {
		$at = $1 if /^  (\S+):$/;
		$book{code}{$at} = $1 if /^    code_caisse: "(\d+)"/;
	}
	$book{compte}{$_} or die "$dir/conventions.yaml: compte has no $_\n" for qw(banque guichet compte iban);
	%{$book{libelle} // {}} or die "$dir/rapprochement.yaml: no payeur has libelles\n";
	$book{compte}{iban} =~ s/ //g;
	return \%book;
}

my %SECTION = (map({ $_ => 'map' } qw(poids delais operations lots)), map({ $_ => 'list' } qw(rejets refus)));

# {poids, delais, operations, lots: name => value; rejets, refus: list of [code, libelle]}
sub scenario {
	my ($file) = @_;
	my ($number, $section, $kind) = (0, '', '');
	my %read = map { $_ => $SECTION{$_} eq 'map' ? {} : [] } keys %SECTION;
	for (lines($file)) {
		$number++;
		if (/^\s*(#.*)?$/ || /^source:/) {
			next;
		} elsif (/^([a-z]+):\s*$/ && $SECTION{$1}) {
			($section, $kind) = ($1, $SECTION{$1});
		} elsif ($kind eq 'map' && /^  ([\w-]+): ("[^"]*"|\S+)\s*$/) {
			$read{$section}{$1} = unquoted($2);
		} elsif ($kind eq 'list' && /^  - \{code: "(\w{1,4})", libelle: "([ -~]{1,80})"\}\s*$/) {
			push @{$read{$section}}, [$1, $2];
		} else {
			die "$file:$number: cannot be read\n";
		}
	}
	check($file, \%read);
	return \%read;
}

sub check {
	my ($file, $read) = @_;
	for (['poids'], [delais => qw(accuse virement tardif)]) {
		my ($section, @wanted) = @$_;
		my $map = $read->{$section};
		$map->{$_} // die "$file: $section has no $_\n" for @wanted;
		$map->{$_} =~ /^\d{1,6}$/ or die "$file: $section: $_ is no number\n" for sort keys %$map;
	}
	($read->{operations}{$_} // '') =~ /^\w\w$/ or die "$file: operations: $_ is not two characters\n"
		for qw(credit contrepassation debit);
	@{$read->{$_}} or die "$file: no $_\n" for qw(rejets refus);
}

1;
