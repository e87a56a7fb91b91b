# What the treasury cashed before there was a titre: PES_Retour, a bordereau P503 (type 05), a piece (type 13)
# for each credit, which asks for a titre.
package caisse::Pes;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(day_iso);
use caisse::Statement qw(within remittance);

our @EXPORT_OK = qw(pes piece);

sub euros { return sprintf '%d.%02d', int($_[0] / 100), $_[0] % 100 }

sub v { # a run of elements whose value stands in V
	my (@pairs) = @_;
	my $made = '';
	while (my ($name, $value) = splice @pairs, 0, 2) {
		$made .= "<$name V=\"" . ($value =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/"/&quot;/gr) . '"/>';
	}
	return $made;
}

# The day on which the treasury tells of it, and what it calls it. Debits and lots of nothing are none of it.
sub piece {
	my ($world, $virement) = @_;
	return if $virement->{cents} <= 0;
	return ($virement->{jour} + ($virement->{tresor} // 0), sprintf '%d', 5030000 + substr $virement->{id}, 1);
}

sub piece_xml {
	my ($world, $virement) = @_;
	my ($day, $id) = piece($world, $virement);
	my $cents = euros($virement->{cents});
	my $object = join ' ', $virement->{libelle}, grep { $_ ne '' } remittance($virement);
	my $name = $virement->{libelle} =~ s/^VIR //r;
	return '<Piece><BlocPiece>' . v(IdPce => $id, TypPce => '13', NatPce => '01',
			ObjPce => substr($object, 0, 160), EtatPce => '01', DtePcePec => day_iso($day)) . "</BlocPiece>\n"
		. ' <LigneDePiece><BlocLignePiece><InfoLignePiece>' . v(IdLigne => 1, MtHT => $cents) . '</InfoLignePiece>'
		. '<InfoRecouvrement>' . v(NbrReco => 1, MtRecoTot => $cents) . "</InfoRecouvrement></BlocLignePiece>\n"
		. '  <Tiers><InfoTiers>' . v(CatTiers => '61', NatJur => '04', TypTiers => '01', Nom => $name)
		. "</InfoTiers></Tiers>\n"
		. '  <Recouvrement>' . v(TypFlux => '01', ModRegl => '03', DteReco => day_iso($day), IdEncaissement => $id,
			MtReco => $cents) . "</Recouvrement></LigneDePiece></Piece>\n";
}

sub bordereau {
	my ($out, $year, $number, $world, @virements) = @_;
	my $total = 0;
	$total += $_->{cents} for @virements;
	print $out '<Bordereau><BlocBordereau>' . v(Exer => $year, IdBord => $number, TypBord => '05',
		NbrPce => scalar @virements, MtBordHt => euros($total)) . "</BlocBordereau>\n";
	print $out piece_xml($world, $_) for @virements;
	print $out "</Bordereau>\n";
}

sub pes {
	my ($world, $out) = @_;
	my (%of, $number);
	for my $virement (@{$world->{virements}}) {
		my ($day) = piece($world, $virement) or next;
		push @{$of{substr day_iso($day), 0, 4}}, $virement if within($world, $day);
	}
	my $root = 'n:PES_Retour';
	print $out qq(<?xml version="1.0" encoding="ISO-8859-1"?>\n)
		. qq(<$root xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour">\n)
		. '<Enveloppe><Parametres>' . v(Version => '2', TypFic => 'PESRET', NomFic => "P503_$world->{seed}.xml")
		. '</Parametres><Emetteur>' . v(Sigle => 'HELIOS', Adresse => 'INVENTE') . "</Emetteur></Enveloppe>\n"
		. '<EnTetePES>' . v(DteStr => day_iso($world->{jour}), IdPost => '062099', IdColl => '22620001200012',
			CodColl => '400', CodBud => '00') . "</EnTetePES>\n"
		. '<PES_RecetteRetour><EnTeteRecette>' . v(IdVer => '2', NatInf => '01') . "</EnTeteRecette>\n";
	bordereau($out, $_, ++$number, $world, @{$of{$_}}) for sort keys %of;
	print $out "</PES_RecetteRetour></$root>\n";
}

1;
