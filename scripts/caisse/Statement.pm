# The account: its movements month by month, each statement beginning where the one before ended.
package caisse::Statement;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(month_of);

our @EXPORT_OK = qw(within statements remittance reference);

# Does a day lie where the answers begin and end (--du, --au)?
sub within {
	my ($world, $day) = @_;
	return $day >= $world->{du} && $day <= $world->{au};
}

# What a transfer says that it is for, and its number; '' where it says nothing.
sub remittance {
	my ($virement) = @_;
	return remittance($virement->{reprend}) if $virement->{reprend};
	return '' if $virement->{muet};
	return join ' ', $virement->{retour} ? "PMI $virement->{numero}" : (), $virement->{annonce} // ();
}

sub reference {
	my ($virement) = @_;
	return $virement->{muet} ? '' : ($virement->{reprend} // $virement)->{numero};
}

# {avant_jour, avant, jour, solde, mouvements} of each month; one that is empty where nothing moved.
sub statements {
	my ($world) = @_;
	my ($balance, %of, @made) = ($world->{solde});
	push @{$of{month_of($_->{jour})}}, $_
		for grep { $_->{cents} && within($world, $_->{jour}) } @{$world->{virements}};
	for my $month (sort keys %of) {
		my $first = $of{$month}[0]{jour};
		my %new = (mouvements => $of{$month}, avant => $balance,
			avant_jour => @made ? $made[-1]{jour} : $first - 1);
		$balance += $_->{cents} for @{$of{$month}};
		push @made, {%new, solde => $balance, jour => $of{$month}[-1]{jour}};
	}
	return @made if @made;
	return {mouvements => [], avant => $balance, solde => $balance, avant_jour => $world->{jour},
		jour => $world->{jour}};
}

1;
