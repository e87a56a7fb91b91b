# What really happened, for tests to count against: truth.json.
#
# {"seed":…,"date":…,"solde_cents":…,"virements":[…],"lots":[…]}; one invoice a line, streamed. Of a lot
# amo_cents = paye_cents + rejete_cents + reste_cents, where paid twice makes the rest fall below 0.
package caisse::Truth;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(day_iso);
use caisse::Envoi qw(factures facture REJETE REFUSE DIFFERE);
use caisse::Pes qw(piece);
use caisse::Statement qw(statements remittance);

our @EXPORT_OK = qw(truth);

sub text { # what is written here has no control characters
	return defined $_[0] ? '"' . ($_[0] =~ s/(["\\])/\\$1/gr) . '"' : 'null';
}

sub object {
	my (@pairs, @made) = @_;
	while (my ($name, $value) = splice @pairs, 0, 2) {
		push @made, "\"$name\":$value";
	}
	return '{' . join(',', @made) . '}';
}

sub list { return '[' . join(',', @_) . ']' }

sub part { return object(lot => text($_[0]{lot}{id}), cents => ($_[0]{to} - $_[0]{from}) * $_[0]{sign}) }

sub virement {
	my ($world, $virement) = @_;
	my ($day, $piece) = piece($world, $virement);
	my ($parts, $retenues) = map { list(map { part($_) } @$_) } @$virement{qw(parts retenues)};
	return object(id => text($virement->{id}), cas => text($virement->{cas}),
		date => text(day_iso($virement->{jour})), payeur => text($virement->{payeur}), cents => $virement->{cents}, libelle => text($virement->{libelle}),
		annonce => text(remittance($virement)),
		reglement => text($virement->{retour} ? $virement->{numero} : undef),
		contrepasse => text($virement->{reprend} && $virement->{reprend}{id}),
		forfait_cents => $virement->{forfait}, lots => $parts, retenues => $retenues,
		p503 => $piece ? object(piece_orig => text($piece), date => text(day_iso($day))) : 'null');
}

# All that was paid, or taken back, of a lot: [id of the transfer, from, to, sign].
sub payments {
	my ($world) = @_;
	my %of;
	for my $virement (@{$world->{virements}}) {
		push @{$of{$_->{lot}{id}}}, [$virement->{id}, @$_{qw(from to sign)}]
			for @{$virement->{parts}}, @{$virement->{retenues}};
	}
	return \%of;
}

sub overlap {
	my ($from, $to, $payment) = @_;
	my (undef, $begin, $end, $sign) = @$payment;
	$from = $begin if $begin > $from;
	$to = $end if $end < $to;
	return $from < $to ? ($to - $from) * $sign : 0;
}

sub facture_line {
	my ($world, $lot, $at, $from, $payments) = @_;
	my ($numero, $amo, $paye, $etat, $code, $ligne) = facture($lot, $at);
	my ($sum, %by) = (0);
	for my $payment (@$payments) {
		my $cents = overlap($from, $from + $paye, $payment) or next;
		$sum += $cents;
		$by{$payment->[0]} += $cents;
	}
	my $reasons = $world->{scenario}{$etat == REFUSE ? 'refus' : 'rejets'};
	my $refusal = $etat == REJETE || $etat == REFUSE;
	my $refused = $refusal ? $amo - $paye : 0;
	return ($sum, $refused, $paye, object(facture => $numero, amo_cents => $amo, paye_cents => $sum,
		rejete_cents => $refused, code => text($refusal ? $reasons->[$code][0] : undef), ligne => $ligne || 'null',
		differe => $etat == DIFFERE ? 'true' : 'false', virements => object(map { $_ => $by{$_} } sort keys %by)));
}

sub lot {
	my ($world, $out, $lot, $payments) = @_;
	my ($from, $paid, $refused, $before) = (0, 0, 0, '');
	my $accuse = !defined $lot->{recu} ? 'null' : text($lot->{cas} eq 'lot-refuse' ? 'refuse' : 'accepte');
	print $out object(lot => text($lot->{id}), payeur => text($lot->{payeur}), support => text($lot->{support}),
		periode => text($lot->{periode}), emission => $lot->{emission}, cas => text($lot->{cas}), accuse => $accuse,
		recu_le => text(defined $lot->{recu} ? day_iso($lot->{recu}) : undef),
		amo_cents => $lot->{amo_cents}) =~ s/\}$//r, ',"virements":', list(map { text($_->[0]) } @$payments), ",\"factures\":[\n";
	for my $at (0 .. factures($lot) - 1) {
		my ($sum, $rejected, $span, $line) = facture_line($world, $lot, $at, $from, $payments);
		$from += $span;
		$paid += $sum;
		$refused += $rejected;
		print $out $before, $line;
		$before = ",\n";
	}
	print $out '],', object(paye_cents => $paid, rejete_cents => $refused,
		reste_cents => $lot->{amo_cents} - $paid - $refused) =~ s/^\{//r;
}

sub truth {
	my ($world, $out) = @_;
	my $payments = payments($world);
	my @statements = statements($world);
	print $out '{', join(",\n", '"seed":' . text($world->{seed}), '"date":' . text(day_iso($world->{jour})),
		'"solde_avant_cents":' . $world->{solde}, '"solde_cents":' . $statements[-1]{solde},
		'"sans_lot":' . list(map { text($_) } @{$world->{sans_lot}}),
		'"virements":[' . join(",\n", map { virement($world, $_) } @{$world->{virements}}) . ']'), ",\n\"lots\":[";
	my $before = '';
	for my $lot (@{$world->{lots}}) {
		print $out $before;
		lot($world, $out, $lot, $payments->{$lot->{id}} // []);
		$before = ",\n";
	}
	print $out "]}\n";
}

1;
