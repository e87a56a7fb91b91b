# What was sent: the lots of the emissions, as their manifests and bordereaux say, and not as the ledger does:
# what is made of them is a witness against the ledger.
#
# Of an invoice 16 bytes are kept, whatever it holds; its lines are read again where they are written.
package caisse::Envoi;
use strict;
use warnings;
use Exporter 'import';
use JSON::PP;
use caisse::Day qw(day);

our @EXPORT_OK = qw(envoi_lots each_line add_facture factures facture PAYE REJETE REFUSE DIFFERE);

use constant {PAYE => 0, REJETE => 1, REFUSE => 2, DIFFERE => 3};
use constant {FORM => 'LllCCS', SIZE => 16}; # numero amo paye etat code ligne

# The lots, in order of their numbers; those of one emission where it is given.
sub envoi_lots {
	my ($dir, $only) = @_;
	my @lots;
	my $wanted = defined $only ? sprintf('%04d', $only) : '[0-9][0-9][0-9][0-9]*';
	my @manifests = glob quotemeta($dir) . "/envois/$wanted/manifest.json";
	-r $_ or die "$_: no such emission\n" for @manifests;
	@manifests or die "$dir: pmi-emit has made nothing here\n";
	for my $path (@manifests) {
		my $manifest = manifest($path);
		my $as_of = day($manifest->{as_of} // '') // die "$path: no as_of\n";
		push @lots, map { {%$_, id => $_->{lot}, emission => $manifest->{emission}, as_of => $as_of,
			numero => substr($_->{lot}, 1) + 0, bordereau => bordereau($path, $_)} } @{$manifest->{lots}};
	}
	return [sort { $a->{numero} <=> $b->{numero} } @lots];
}

sub manifest {
	my ($path) = @_;
	open my $in, '<:raw', $path or die "$path: $!\n";
	local $/;
	my $manifest = eval { decode_json(<$in>) } or die "$path: is no JSON\n";
	return $manifest;
}

sub bordereau {
	my ($manifest, $lot) = @_;
	my $name = join '-', @$lot{qw(lot payeur support periode)};
	return $manifest =~ s{manifest\.json$}{lots/$name/bordereau.csv}r;
}

sub cells { # of a line whose cells may stand in quotes
	my ($line) = @_;
	return split /;/, $line, -1 if index($line, '"') < 0;
	my @cells;
	push @cells, defined $1 ? $1 =~ s/""/"/gr : $2 while $line =~ /\G(?:"((?:[^"]|"")*)"|([^;]*))(?:;|$)/g;
	return @cells;
}

sub cents { return $_[0] =~ s/,//r + 0 }

# Calls $take with {facture, ligne, montant in cents …} for each line of the lot.
sub each_line {
	my ($lot, $take) = @_;
	my (%line, @names);
	open my $in, '<', $lot->{bordereau} or die "$lot->{bordereau}: $!\n";
	chomp(my $head = <$in> // '');
	@names = split /;/, $head;
	while (my $text = <$in>) {
		chomp $text;
		last if $text =~ /^total;/;
		@line{@names} = cells($text);
		$line{montant} = cents($line{montant});
		$take->(\%line);
	}
	close $in;
}

sub add_facture {
	my ($lot, @facture) = @_;
	$lot->{packed} .= pack FORM, @facture;
}

sub factures { return length($_[0]{packed} // '') / SIZE }

# (numero, amo, paye, etat, code, ligne): `code` is an index, `ligne` 0 but where one line alone is refused
sub facture { return unpack FORM, substr $_[0]{packed}, $_[1] * SIZE, SIZE }

1;
