# What a caisse tells of its transfers: which of its two ways, and the rows of the one on paper (CSV); what it
# says when a lot comes in.
package caisse::Retour;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(day_iso);
use caisse::Envoi qw(PAYE REJETE REFUSE DIFFERE);
use caisse::Plan qw(each_part);
use caisse::Statement qw(within remittance);

our @EXPORT_OK = qw(told csv accuse);

# The transfers told of in this format. Where both are asked for, what is for paper alone comes on paper.
sub told {
	my ($world, $format) = @_;
	my $both = $world->{formats}{noemie} && $world->{formats}{csv};
	return grep { !$both || $format eq (on_paper($_) ? 'csv' : 'noemie') }
		grep { $_->{retour} && within($world, $_->{jour}) } @{$world->{virements}};
}

sub on_paper {
	my ($virement) = @_;
	return @{$virement->{parts}} && !grep { $_->{lot}{support} eq 'b2' } @{$virement->{parts}};
}

sub euros { return sprintf '%s%d,%02d', $_[0] < 0 ? '-' : '', int(abs($_[0]) / 100), abs($_[0]) % 100 }

my @COLUMNS = qw(retour reglement numero_lot numero_facture ligne_facture date_lot etat_retour demande paye
	code_rejet libelle_rejet date_comptable mouvement operation libelle_bancaire debiteur retour_ref);

sub row {
	my ($out, %cell) = @_;
	print $out join(';', map { $_ // '' } @cell{@COLUMNS}), "\n";
}

my %STATE = (PAYE, 'paye', REJETE, 'rejete', DIFFERE, 'differe');

sub facture_rows {
	my ($world, $out, $virement, $part) = @_;
	my %of_lot = (reglement => $virement->{numero}, numero_lot => $part->{lot}{id},
		date_lot => day_iso($part->{lot}{as_of}));
	each_part($part, sub {
		my (undef, $cents, $numero, $amo, $paye, $etat, $code, $ligne) = @_;
		my (%same, %reason) = (%of_lot, numero_facture => $numero);
		@reason{qw(code_rejet libelle_rejet)} = @{$world->{scenario}{rejets}[$code]} if $etat == REJETE;
		row($out, %same, retour => 'facture', demande => euros($amo), paye => euros($cents),
			etat_retour => $ligne ? 'paye' : $STATE{$etat}, $ligne ? () : %reason);
		row($out, %same, retour => 'ligne', ligne_facture => $ligne, etat_retour => 'rejete',
			demande => euros($amo - $paye), paye => euros(0), %reason) if $ligne;
	});
}

sub csv {
	my ($world, $out) = @_;
	print $out join(';', @COLUMNS), "\n";
	for my $virement (told($world, 'csv')) {
		my ($numero, $day) = ($virement->{numero}, day_iso($virement->{jour}));
		facture_rows($world, $out, $virement, $_) for @{$virement->{parts}};
		row($out, retour => 'retenue', reglement => $numero, retour_ref => $_->{lot}{id}, date_comptable => $day,
			mouvement => euros($_->{from} - $_->{to}), operation => 'INDRPR') for @{$virement->{retenues}};
		row($out, retour => 'forfait', reglement => $numero, mouvement => euros($virement->{forfait}),
			libelle_bancaire => 'FORFAIT') if $virement->{forfait};
		row($out, retour => 'reglement', reglement => $numero, date_comptable => $day,
			mouvement => euros($virement->{cents}),
			libelle_bancaire => join(' ', $virement->{libelle}, remittance($virement)),
			debiteur => $world->{book}{code}{$virement->{payeur}});
	}
}

sub accuse {
	my ($world, $out) = @_;
	print $out "numero_lot;etat_retour;date_reception;code_rejet;libelle_rejet;retour_ref\n";
	for my $lot (grep { defined $_->{recu} && within($world, $_->{recu}) } @{$world->{lots}}) {
		my $refused = $lot->{cas} eq 'lot-refuse';
		my @reason = $refused ? @{$world->{scenario}{refus}[$lot->{refus}]} : ('', '');
		print $out join(';', $lot->{id}, $refused ? 'refuse' : 'accepte', day_iso($lot->{recu}), @reason,
			sprintf 'AR%06d', $lot->{numero}), "\n";
	}
}

1;
