# What happens: what becomes of each invoice, and the transfers that come of it.
#
# A transfer is for parts of lots: from the one centime to the other of what its invoices are paid, in their
# order. So a lot may be paid in two halves, twice, or taken back, and each invoice knows by what.
package caisse::Plan;
use strict;
use warnings;
use Exporter 'import';
use caisse::Chance qw(chance);
use caisse::Day qw(day_iso day_short workday);
use caisse::Envoi qw(each_line add_facture factures facture PAYE REJETE REFUSE DIFFERE);

our @EXPORT_OK = qw(plan each_part);

# ---- The invoices of one lot

# What is refused, or paid short, of the invoice that stands at $at; one at least has what the case says.
sub outcome {
	my ($world, $lot, $at, $facture) = @_;
	my ($seed, $cas, @key) = ($world->{seed}, $lot->{cas}, 'facture', $lot->{numero}, $at);
	my ($amo, $lines) = @$facture{qw(amo lignes)};
	my $code = chance(scalar @{$world->{scenario}{rejets}}, $seed, 'code', @key);
	return ($amo, 0, REFUSE, $lot->{refus}, 0) if $cas eq 'lot-refuse';
	return ($amo, 0, DIFFERE, 0, 0) if $cas eq 'impaye' && $lot->{differe};
	my $often = {'facture-rejetee' => 12, 'ligne-rejetee' => 12, partiel => 4}->{$cas};
	return ($amo, $cas eq 'impaye' ? 0 : $amo, PAYE, 0, 0)
		if !$often || $at != $lot->{touche} && chance($often, $seed, @key);
	return ($amo, 0, REJETE, $code, 0) if $cas eq 'facture-rejetee';
	return ($amo, $amo - int(($amo + 9) / 10), PAYE, 0, 0) if $cas eq 'partiel';
	my $line = chance(scalar @$lines, $seed, 'ligne', @key);
	return ($amo, $amo - $lines->[$line][1], REJETE, $code, $lines->[$line][0]);
}

sub judge {
	my ($world, $lot) = @_;
	my ($seed, $numero, %facture) = ($world->{seed}, $lot->{numero});
	$lot->{touche} = chance($lot->{factures} || 1, $seed, 'touche', $numero);
	$lot->{refus} = chance(scalar @{$world->{scenario}{refus}}, $seed, 'refus', $numero);
	$lot->{differe} = $lot->{payeur} ne 'epdef' && chance(2, $seed, 'differe', $numero);
	$lot->{paye} = 0;
	my $close = sub {
		return if !%facture;
		my ($amo, $paye, @rest) = outcome($world, $lot, factures($lot), \%facture);
		add_facture($lot, $facture{numero}, $amo, $paye, @rest);
		$lot->{paye} += $paye;
		%facture = ();
	};
	each_line($lot, sub {
		my ($line) = @_;
		$close->() if %facture && $facture{numero} != $line->{facture};
		$facture{numero} = $line->{facture};
		$facture{amo} += $line->{montant};
		push @{$facture{lignes}}, [@$line{qw(ligne montant)}];
	});
	$close->();
	factures($lot) == $lot->{factures}
		or die "$lot->{bordereau}: not the $lot->{factures} invoices of the manifest\n";
}

# The end of the invoice in whose middle $cents of the lot fall, and never of the last one.
sub boundary {
	my ($lot, $cents) = @_;
	my ($sum, $at) = (0, 0);
	$sum += (facture($lot, $at++))[2] while $sum < $cents && $at < factures($lot) - 1;
	return $sum;
}

# Where one invoice of the lot, paid $most at most, begins and ends; nothing where there is none.
sub undue {
	my ($world, $lot, $most) = @_;
	my ($sum, @found) = (0);
	for my $at (0 .. factures($lot) - 1) {
		my $paye = (facture($lot, $at))[2];
		push @found, [$sum, $sum + $paye] if 0 < $paye && $paye <= $most;
		$sum += $paye;
	}
	return @found ? @{$found[chance(scalar @found, $world->{seed}, 'indu', $lot->{numero})]} : ();
}

# Calls $take with what a part pays of each of its invoices: (index, cents, the invoice's own values).
sub each_part {
	my ($part, $take) = @_;
	my $sum = 0;
	for my $at (0 .. factures($part->{lot}) - 1) {
		my @facture = facture($part->{lot}, $at);
		my ($from, $to) = ($sum, $sum + $facture[2]);
		$sum = $to;
		my $silent = $from == $to; # nothing is paid of it: the first transfer of the lot says so
		next if $silent ? !$part->{first} : $to <= $part->{from} || $from >= $part->{to};
		$from = $part->{from} if $from < $part->{from};
		$to = $part->{to} if $to > $part->{to};
		$take->($at, $silent ? 0 : ($to - $from) * $part->{sign}, @facture);
	}
}

# ---- Transfers

sub part {
	my ($lot, $from, $to, $sign) = @_;
	return {lot => $lot, from => $from // 0, to => $to // $lot->{paye}, sign => $sign // 1};
}

# A transfer of $cents from a payer; `annonce`: what it says that it is for; `retour`: the payer tells more.
sub transfer {
	my ($world, $cas, $day, $payeur, $parts, %more) = @_;
	my $name = $world->{book}{libelle}{$payeur} // uc $payeur;
	my %new = (cas => $cas, jour => workday($day), payeur => $payeur, libelle => "VIR $name", parts => $parts,
		retenues => [], forfait => 0, retour => $payeur ne 'epdef', %more);
	$new{cents} //= $new{forfait};
	$new{cents} += ($_->{to} - $_->{from}) * $_->{sign} for @$parts;
	push @{$world->{virements}}, \%new;
	return \%new;
}

sub named { return (@_ > 1 ? 'LOTS ' : 'LOT ') . join ' ', map { $_->{id} } @_ }

# An ordinary one, for whole lots that it names.
sub pays {
	my ($world, $day, @lots) = @_;
	return transfer($world, $lots[0]{cas}, $day, $lots[0]{payeur}, [map { part($_) } @lots],
		annonce => named(@lots));
}

my %HAPPENS = (
	'groupe-retour' => sub {
		my ($world, $day, @lots) = @_;
		pays($world, $day, @lots)->{annonce} = undef; # its number will be there, and nothing else
	},
	retenue => sub {
		my ($world, $day, @lots) = @_;
		my ($first, $then) = sort { $a->{paye} <=> $b->{paye} || $a->{numero} <=> $b->{numero} } @lots;
		pays($world, $day, $first);
		my $later = pays($world, $day + 14, $then);
		my ($from, $to) = undue($world, $first, $then->{paye} - 1) or return;
		push @{$later->{retenues}}, part($first, $from, $to, -1);
		$later->{cents} -= $to - $from;
	},
	ambigu => sub {
		my ($world, $day, @lots) = @_;
		my ($less, $more) = sort { $a->{paye} <=> $b->{paye} || $a->{numero} <=> $b->{numero} } @lots;
		my $over = $more->{paye} - $less->{paye};
		transfer($world, 'ambigu', $day, $more->{payeur}, [part($more, 0, $over)], annonce => named($more),
			retour => 0) if $over; # now both are owed the same
		transfer($world, 'ambigu', $day + 3, $more->{payeur}, [part($more, $over)], muet => 1, retour => 0);
	},
	epdef => sub {
		my ($world, $day, $lot) = @_;
		pays($world, $day, $lot)->{annonce} = "PEGASE $lot->{periode}";
	},
	'deux-jours' => sub {
		my ($world, $day, $lot) = @_;
		my $half = boundary($lot, int($lot->{paye} / 2));
		my $first = pays($world, $day, $lot);
		@{$first->{parts}[0]}{qw(from to)} = (0, $half);
		$first->{cents} = $half;
		transfer($world, $lot->{cas}, $first->{jour} + 1, $lot->{payeur}, [part($lot, $half)],
			annonce => named($lot));
	},
	'lot-refuse' => sub { },
	contrepasse => sub {
		my ($world, $day, $lot) = @_;
		my $back = pays($world, $day, $lot);
		transfer($world, $lot->{cas}, $back->{jour} + 3, $lot->{payeur}, [part($lot, 0, $lot->{paye}, -1)],
			reprend => $back, retour => 0);
		pays($world, $day + 20, $lot) if chance(2, $world->{seed}, 'encore', $lot->{numero});
	},
	double => sub {
		my ($world, $day, $lot) = @_;
		pays($world, $_, $lot) for $day, $day + 7;
	},
	remboursement => sub {
		my ($world, $day, $lot) = @_;
		pays($world, $_, $lot) for $day, $day + 7;
		transfer($world, $lot->{cas}, $day + 21, $lot->{payeur}, [part($lot, 0, $lot->{paye}, -1)],
			annonce => 'REMBOURSEMENT ' . named($lot), retour => 0);
	},
	tardif => sub {
		my ($world, $day, $lot) = @_;
		my $late = $world->{scenario}{delais}{tardif} + chance(20, $world->{seed}, 'tard', $lot->{numero});
		pays($world, $day + $late, $lot);
	},
	'autre-payeur' => sub {
		my ($world, $day, $lot) = @_;
		my ($other) = grep { $_ ne $lot->{payeur} } @{$world->{caisses}};
		transfer($world, $lot->{cas}, $day, $other, [part($lot)], annonce => named($lot));
	},
	'sans-reference' => sub {
		my ($world, $day, $lot) = @_;
		transfer($world, $lot->{cas}, $day, $lot->{payeur}, [part($lot)], muet => 1, retour => 0);
	},
	p503 => sub {
		my ($world, $day, $lot) = @_;
		pays($world, $day, $lot)->{tresor} = 1; # day behind the bank
	},
	impaye => sub {
		my ($world, $day, $lot) = @_;
		pays($world, $day, $lot) if $lot->{differe};
	},
	inconnu => sub {
		my ($world, $day) = @_;
		transfer($world, 'inconnu', $day, 'inconnu', [], cents => 12345, muet => 1, retour => 0);
	},
	forfait => sub {
		my ($world, $day) = @_;
		transfer($world, 'forfait', $day, $world->{caisses}[0], [], forfait => 20000) if @{$world->{caisses}};
	},
);

# ---- All of it

sub acknowledge { # the day a lot came in, as far as anybody says so
	my ($world, $lot) = @_;
	return if $lot->{payeur} eq 'epdef' || $lot->{cas} eq 'impaye' && !$lot->{differe};
	my $within = $world->{scenario}{delais}{accuse} || 1;
	my $day = workday($lot->{as_of} + 1 + chance($within, $world->{seed}, 'accuse', $lot->{numero}));
	$lot->{recu} = $day < $world->{jour} ? $day : $world->{jour};
}

# In the order of their days, each with its number.
sub number {
	my ($world) = @_;
	my ($rank, %of_day, %seen) = (0);
	$_->{rang} = $rank++ for @{$world->{virements}};
	my @in_order = sort { $a->{jour} <=> $b->{jour} || $a->{payeur} cmp $b->{payeur}
		|| $a->{rang} <=> $b->{rang} } @{$world->{virements}};
	for my $at (0 .. $#in_order) {
		my $virement = $in_order[$at];
		$virement->{id} = sprintf 'T%04d', $at + 1;
		$virement->{numero} = day_short($virement->{jour}) . sprintf '%04d', ++$of_day{$virement->{jour}};
		$_->{first} = !$seen{$_->{lot}{id}}++ for @{$virement->{parts}};
	}
	$world->{virements} = \@in_order;
}

# Every lot judged, $world->{virements} made. `seuls`: the cases that need no lot.
sub plan {
	my ($world, $seuls) = @_;
	my $within = $world->{scenario}{delais}{virement} + 1;
	$world->{virements} = [];
	for my $lot (@{$world->{lots}}) {
		$lot->{as_of} <= $world->{jour}
			or die "--date is before $lot->{id} was sent, on ", day_iso($lot->{as_of}), "\n";
		judge($world, $lot);
		acknowledge($world, $lot);
	}
	for my $lot (grep { $_->{groupe} } @{$world->{lots}}) {
		my $day = $world->{jour} + chance($within, $world->{seed}, 'jour', $lot->{numero});
		($HAPPENS{$lot->{cas}} // \&pays)->($world, $day, @{$lot->{groupe}});
	}
	$HAPPENS{$_}->($world, $world->{jour} + chance($within, $world->{seed}, 'jour', $_)) for @$seuls;
	number($world);
}

1;
