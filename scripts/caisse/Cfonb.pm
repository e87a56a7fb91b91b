# A statement in CFONB 120: 01 old balance, 04 movement, 05 what it says, 07 new balance.
package caisse::Cfonb;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(day_french);
use caisse::Statement qw(statements remittance reference);

our @EXPORT_OK = qw(cfonb);

sub signed { # 14 digits, the last one says the sign
	my ($cents) = @_;
	my $digits = sprintf '%014d', abs $cents;
	substr $digits, 13, 1, substr $cents < 0 ? '}JKLMNOPQR' : '{ABCDEFGHI', substr($digits, 13), 1;
	return $digits;
}

# The first 34 characters are alike in all; a balance has no operation.
sub start {
	my ($world, $code, $operation) = @_;
	my $compte = $world->{book}{compte};
	return sprintf '%s%s    %sEUR2 %-11s%2s', $code, @$compte{qw(banque guichet compte)}, $operation;
}

sub balance {
	my ($world, $code, $day, $cents) = @_;
	return start($world, $code, '') . day_french($day) . ' ' x 50 . signed($cents) . ' ' x 16 . "\n";
}

sub operation {
	my ($world, $virement) = @_;
	my $kind = $virement->{reprend} ? 'contrepassation' : $virement->{cents} < 0 ? 'debit' : 'credit';
	return $world->{scenario}{operations}{$kind};
}

sub movement {
	my ($world, $virement) = @_;
	my ($day, $operation) = (day_french($virement->{jour}), operation($world, $virement));
	my $more = start($world, '05', $operation) . "$day     ";
	my @said = map { [LCC => $_] } unpack '(A70)*', remittance($virement);
	$_->[0] = 'LC2' for @said[1 .. $#said];
	my $reference = reference($virement);
	push @said, [RCN => $reference] if $reference ne '';
	push @said, [REF => sprintf '%-35s%s', "REMISE$virement->{numero}", $virement->{id}];
	return join '', start($world, '04', $operation), sprintf("%s  %s%-31.31s  %07d  %s%16s\n", $day, $day,
		$virement->{libelle}, substr($virement->{id}, 1), signed($virement->{cents}), ''),
		map { sprintf "%s%s%-70s  \n", $more, @$_ } @said;
}

sub cfonb {
	my ($world, $out) = @_;
	for my $statement (statements($world)) {
		print $out balance($world, '01', @$statement{qw(avant_jour avant)});
		print $out movement($world, $_) for @{$statement->{mouvements}};
		print $out balance($world, '07', @$statement{qw(jour solde)});
	}
}

1;
