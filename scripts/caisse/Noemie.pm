# NOEMIE-PS returns: one file a payer and day, in blocks of 128 bytes.
#
# Each transfer (071) with what it is for: electronic (081 01) and paper (02) invoices, a lump sum (03), what
# is kept back (05); its 990 counts them and is what the bank credits. Nobody: 103 is blanks and zeros.
package caisse::Noemie;
use strict;
use warnings;
use Exporter 'import';
use caisse::Day qw(day day_iso day_short);
use caisse::Envoi qw(each_line REJETE DIFFERE);
use caisse::Plan qw(each_part);
use caisse::Retour qw(told);
use caisse::Statement qw(remittance);

our @EXPORT_OK = qw(noemie);

sub money { return sprintf '%08d%s', abs $_[0], $_[0] < 0 ? 'N' : 'P' }

# ---- Blocks: what is written comes in pieces of 127 bytes, the last one flagged

sub put {
	my ($file, $entity) = @_;
	$file->{pending} .= "$entity@";
	while (length $file->{pending} > 127) {
		print {$file->{out}} '0', substr $file->{pending}, 0, 127, '';
		$file->{blocks}++;
	}
}

sub parties {
	my ($file) = @_;
	return sprintf 'CP%014d%6sTP%-14s%6s', $file->{code}, '', $file->{to}, '';
}

sub open_file {
	my ($world, $path, $payeur, $number, $day) = @_;
	open my $out, '>:raw', $path or die "$path: $!\n";
	my $file = {out => $out, pending => '', blocks => 1, total => 0, lots => {}, id => sprintf('%06d', $number),
		code => $world->{book}{code}{$payeur} // 0, to => 'DEPARTEMENT62'};
	print $out '000', parties($file), sprintf '  %s%s0578%4sU%12s128%6s%-37s', $file->{id}, day_short($day),
		'', '', '', 'INVENTE PAR FAKE-CAISSE';
	put($file, sprintf '02001%015d', 0);
	put($file, sprintf '04002%015d', 0);
	return $file;
}

sub close_file {
	my ($file) = @_;
	my $out = $file->{out};
	printf $out '1%-127s', $file->{pending};
	printf $out '999%s  %s%08d%19s%03d%011d%s%31s', parties($file), $file->{id}, $file->{blocks} + 2, '',
		scalar keys %{$file->{lots}}, abs $file->{total}, $file->{total} < 0 ? 'N' : 'P', '';
	close $out or die "a return: $!\n";
}

# ---- Entities

# What is paid of each line: the refused one nothing, the others in their order as far as it goes.
sub line_entities {
	my ($file, $lines, $cents, $ligne) = @_;
	my $rest = abs $cents;
	for my $line (@$lines) {
		my $paid = $line->{ligne} == $ligne ? 0 : $line->{montant} < $rest ? $line->{montant} : $rest;
		$rest -= $paid;
		my $date = day_short(day($line->{date_soins}));
		my ($tarif, $base) = map { ($_ || '0') =~ s/,//r } @$line{qw(tarif base)};
		my $quantity = sprintf '%03d', $line->{quantite} || 1;
		put($file, sprintf '21005%02d00%s%s%s%s%08d%08d%03d%s%-3.3s  %s00100%s%08d  %030d', $line->{ligne} % 100,
			'0' x 6, '0' x 6, $date, $date, $tarif, $base, ($line->{taux} || '0') =~ s/,\d*//r,
			money($cents < 0 ? -$paid : $paid), $line->{acte_code}, $quantity, $quantity, $base, 0);
	}
}

sub facture_entities {
	my ($world, $file, $lot, $lines, $cents, $numero, $amo, $etat, $code, $ligne) = @_;
	my $day = day_short($lot->{as_of});
	my $nature = ($lines->[0]{nature_assurance} // '') eq 'maternite' ? '30' : '10';
	put($file, sprintf '10203%09d%6s%03d%s%s%s %s', $numero, '', $lot->{numero} % 1000, $day,
		$lot->{support} eq 'b2' ? 'B' : 'P', $day, $nature);
	put($file, sprintf '10304%015d%78s%02d%06d1%44s', 0, '', 0, 0, '');
	my $state = $etat == DIFFERE ? 'D' : $etat == REJETE && !$ligne ? 'R' : 'P';
	put($file, sprintf '19804%08d%s%s', $amo, $state, money($cents));
	line_entities($file, $lines, $cents, $ligne);
	return if $etat != REJETE;
	my ($refused) = grep { $_->{ligne} == $ligne } @$lines;
	my @about = $refused ? ($refused->{acte_code}, day_short(day($refused->{date_soins}))) : ('', '000000');
	put($file, sprintf '29404%-4s%-86s%sO%-5.5s%s%09d%03d01%30s', @{$world->{scenario}{rejets}[$code]},
		$ligne ? 'L' : 'F', @about, 0, $ligne, '');
}

# The invoices of a part, beside the lines of its bordereau. Returns how many there were.
sub part_entities {
	my ($world, $file, $part) = @_;
	my ($count, @told, @lines) = (0);
	each_part($part, sub { push @told, pack 'Ll', @_[0, 1] });
	my $at = -1;
	my $close = sub {
		return if !@lines || !@told || (unpack 'Ll', $told[0])[0] != $at;
		my (undef, $cents) = unpack 'Ll', shift @told;
		my ($numero, $amo, undef, @rest) = caisse::Envoi::facture($part->{lot}, $at);
		facture_entities($world, $file, $part->{lot}, \@lines, $cents, $numero, $amo, @rest);
		$count++;
	};
	each_line($part->{lot}, sub {
		my ($line) = @_;
		if (!@lines || $lines[0]{facture} != $line->{facture}) {
			$close->();
			@lines = ();
			$at++;
		}
		push @lines, {%$line};
	});
	$close->();
	$file->{lots}{$part->{lot}{id}} = 1;
	return $count;
}

sub kind { put($_[0], sprintf '08102%s%14s', $_[1], '') }

sub transfer_entities {
	my ($world, $file, $virement) = @_;
	my ($count, @parts) = (0, @{$virement->{parts}});
	my $day = day_short($virement->{jour});
	put($file, sprintf '07102%s%-32.32s%-32.32s%-10.10s', $day, $virement->{libelle}, remittance($virement),
		$file->{code});
	for my $kind ('01', '02') {
		my @of = grep { ($_->{lot}{support} eq 'b2') == ($kind eq '01') } @parts;
		kind($file, $kind) if @of;
		$count += part_entities($world, $file, $_) for @of;
	}
	if ($virement->{forfait}) {
		kind($file, '03');
		put($file, sprintf '26103%05d%08d', 1, $virement->{forfait});
		$count++;
	}
	kind($file, '05') if @{$virement->{retenues}};
	for my $retenue (@{$virement->{retenues}}) {
		put($file, sprintf '25003%02d%-10s%sINDRPR%s%08d', ++$file->{retenues}, $retenue->{lot}{id}, $day,
			money($retenue->{to} - $retenue->{from}), 0);
		$count++;
	}
	put($file, sprintf '99099%17s%08d%011d%s', '', $count, abs $virement->{cents},
		$virement->{cents} < 0 ? 'N' : 'P');
	$file->{total} += $virement->{cents};
}

sub noemie {
	my ($world, $dir) = @_;
	my (%of, %number);
	push @{$of{$_->{payeur}}{$_->{jour}}}, $_ for told($world, 'noemie');
	for my $payeur (sort keys %of) {
		for my $day (sort { $a <=> $b } keys %{$of{$payeur}}) {
			my $number = ++$number{$payeur};
			my $file = open_file($world, "$dir/noemie-$payeur-$number.txt", $payeur, $number, $day);
			transfer_entities($world, $file, $_) for @{$of{$payeur}{$day}};
			close_file($file);
		}
	}
}

1;
