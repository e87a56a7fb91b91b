# Which lot has which case: forced ones first, then what chance and the scenario's weights give.
package caisse::Cases;
use strict;
use warnings;
use Exporter 'import';
use caisse::Chance qw(chance shuffled);

our @EXPORT_OK = qw(case_names case_help assign);

# name, how many lots of one payer it needs, what it is. They are forced in this order: those that need most
# first, then those that not every lot can have.
my @CASES = (
	['groupe', 2, 'several lots in one credit, whose label names them'],
	['groupe-retour', 2, 'several lots in one credit: the return alone tells which'],
	['retenue', 2, 'paid, then found undue: kept back of a later transfer'],
	['ambigu', 2, 'two lots that owe the same, one credit that names neither'],
	['epdef', 1, 'the half-year of the EPDEF, which sends no return'],
	['facture-rejetee', 1, 'some invoices refused with a code, the rest paid'],
	['partiel', 1, 'some invoices paid short, and nobody says why'],
	['deux-jours', 1, 'one half now, one half the next day'],
	['ligne-rejetee', 1, 'one line of some invoices refused, the rest paid'],
	['lot-refuse', 1, 'the whole lot refused when it came in'],
	['contrepasse', 1, 'the bank takes a credit back some days later; some are paid again'],
	['double', 1, 'paid twice, and it stays so'],
	['remboursement', 1, 'paid twice, and we gave the second one back'],
	['tardif', 1, 'paid more than a month later'],
	['autre-payeur', 1, 'paid by the other caisse'],
	['sans-reference', 1, 'the exact amount, and not a word of what for'],
	['p503', 1, 'the treasury tells of it a day behind the bank'],
	['impaye', 1, 'nothing is paid: nothing is heard, or that it will be'],
	['paye', 1, 'paid in full'],
	['inconnu', 0, 'a credit from nobody we know'],
	['forfait', 0, 'a lump sum that is for no invoice'],
);
my %NEEDS = map { $_->[0] => $_->[1] } @CASES;

sub case_names { return map { $_->[0] } @CASES }
sub case_help { return join '', map { sprintf "  %-16s %s\n", @$_[0, 2] } @CASES }

# Can this lot, which has none yet, have the case?
sub fits {
	my ($case, $lot, $payers) = @_;
	return 0 if defined $lot->{cas} || $lot->{amo_cents} <= 0;
	return 0 if ($lot->{payeur} eq 'epdef') != ($case eq 'epdef');
	return 0 if $case eq 'autre-payeur' && $payers < 2;
	return 0 if $case =~ /^(?:facture-rejetee|partiel|deux-jours|retenue)$/ && $lot->{factures} < 2;
	return 1;
}

# The lot gets the case, with as many others of its payer as it needs. False where there are too few.
sub give {
	my ($case, $lot, $lots, $payers) = @_;
	return 0 if !fits($case, $lot, $payers);
	my @with = grep { $_ != $lot && $_->{payeur} eq $lot->{payeur} && !defined $_->{cas} && $_->{amo_cents} > 0 }
		@$lots;
	return 0 if @with < $NEEDS{$case} - 1;
	my @group = ($lot, @with[0 .. $NEEDS{$case} - 2]);
	$_->{cas} = $case for @group;
	$lot->{groupe} = \@group;
	return 1;
}

sub force { # one case, on the first lot of the shuffled list that can have it
	my ($case, $lots, $payers) = @_;
	return 1 if !$NEEDS{$case};
	give($case, $_, $lots, $payers) and return 1 for @$lots;
	return 0;
}

# Names for a draw: each as often as its weight.
sub draw {
	my ($weights, @keys) = @_;
	my $total = 0;
	$total += $_->[1] for @$weights;
	my $at = $total && chance($total, @keys);
	for (@$weights) {
		return $_->[0] if $at < $_->[1];
		$at -= $_->[1];
	}
	return 'paye';
}

# Every lot gets {cas}, one lot of each group {groupe}: cases asked for, each once at least, and then those
# alone ($only) or whatever chance gives. Returns the cases that need no lot, and those that found none.
sub assign {
	my ($lots, $scenario, $asked, $only, $seed, $payers) = @_;
	my @shuffled = shuffled($lots, $seed, 'lots');
	my %by_id = map { $_->{id} => $_ } @shuffled;
	for my $id (sort keys %{$scenario->{lots}}) {
		my ($lot, $case) = ($by_id{$id}, $scenario->{lots}{$id});
		defined $NEEDS{$case} or die "lots: $id: $case: " . unknown();
		$lot && give($case, $lot, \@shuffled, $payers) or die "lots: $id cannot have the case $case\n";
	}
	my @without = grep { !force($_, \@shuffled, $payers) } grep { $asked->{$_} } case_names();
	my @weights = map { [$_, $only ? 1 : $scenario->{poids}{$_}] }
		grep { $NEEDS{$_} && ($only ? $asked->{$_} : $scenario->{poids}{$_}) } case_names();
	for my $lot (grep { !defined $_->{cas} } @shuffled) {
		next if defined $lot->{cas}; # with another one, meanwhile
		my $case = $lot->{payeur} eq 'epdef' ? 'epdef' : draw(\@weights, $seed, 'cas', $lot->{numero});
		give($case, $lot, \@shuffled, $payers) and next;
		@$lot{qw(cas groupe)} = ($lot->{amo_cents} > 0 ? 'paye' : 'impaye', [$lot]);
	}
	my @alone = grep { !$NEEDS{$_} && (!$only || $asked->{$_}) } case_names();
	return (\@alone, \@without);
}

sub unknown { return 'it is one of ' . join(', ', case_names()) . "\n" }

1;
