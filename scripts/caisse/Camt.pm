# A statement (camt.053) or a notification (camt.054) of ISO 20022, as versions 02, 04 and 08 write them.
#
# Credits of one payer and day that chance binds together are one entry with several details.
package caisse::Camt;
use strict;
use warnings;
use Exporter 'import';
use caisse::Chance qw(chance);
use caisse::Day qw(day_iso);
use caisse::Statement qw(statements remittance reference);

our @EXPORT_OK = qw(camt053 camt054);

sub escaped { return $_[0] =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/>/&gt;/gr }
sub euros { return sprintf '<Amt Ccy="EUR">%d.%02d</Amt>', int(abs($_[0]) / 100), abs($_[0]) % 100 }
sub sign { return '<CdtDbtInd>' . ($_[0] < 0 ? 'DBIT' : 'CRDT') . '</CdtDbtInd>' }
sub date { return "<$_[0]><Dt>" . day_iso($_[1]) . "</Dt></$_[0]>" }

sub balance {
	my ($code, $day, $cents) = @_;
	return "<Bal><Tp><CdOrPrtry><Cd>$code</Cd></CdOrPrtry></Tp>" . euros($cents) . sign($cents)
		. date('Dt', $day) . "</Bal>\n";
}

sub unstructured {
	my ($said) = @_;
	return '' if $said eq '';
	my @lines = map { '<Ustrd>' . escaped($_) . '</Ustrd>' } unpack '(A140)*', $said;
	return '<RmtInf>' . join('', @lines) . '</RmtInf>';
}

# One transfer in an entry. Who pays stands a level deeper from version 08 on; a debit pays a creditor.
sub details {
	my ($world, $virement) = @_;
	my ($reference, $said) = (reference($virement), remittance($virement));
	my $who = $virement->{cents} < 0 && !$virement->{reprend} ? 'Cdtr' : 'Dbtr';
	my $name = '<Nm>' . escaped($virement->{libelle} =~ s/^VIR //r) . '</Nm>';
	my ($deep, $end) = $world->{camt} eq '08' ? ('<Pty>', '</Pty>') : ('', '');
	my $amount = euros($virement->{cents});
	# version 08 knows the amount and the sign of each detail; 02 has them nowhere but here
	my $own = $world->{camt} eq '02' ? '' : $amount . sign($virement->{cents});
	return "  <TxDtls><Refs><AcctSvcrRef>$virement->{id}</AcctSvcrRef>"
		. '<EndToEndId>' . ($reference eq '' ? 'NOTPROVIDED' : $reference) . "</EndToEndId></Refs>$own"
		. "<AmtDtls><TxAmt>$amount</TxAmt></AmtDtls><RltdPties><$who>$deep$name$end</$who></RltdPties>"
		. unstructured($said) . "</TxDtls>\n";
}

sub entry {
	my ($world, @virements) = @_;
	my ($first, $cents) = ($virements[0], 0);
	$cents += $_->{cents} for @virements;
	my $family = $cents < 0 ? 'ICDT' : 'RCDT';
	return "<Ntry><NtryRef>$first->{id}</NtryRef>" . euros($cents) . sign($cents)
		. ($first->{reprend} ? '<RvslInd>true</RvslInd>' : '')
		. ($world->{camt} eq '08' ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>')
		. date('BookgDt', $first->{jour}) . date('ValDt', $first->{jour})
		. "<AcctSvcrRef>$first->{id}</AcctSvcrRef>"
		. "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>$family</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n"
		. " <NtryDtls>\n" . join('', map { details($world, $_) } @virements) . " </NtryDtls>\n"
		. '<AddtlNtryInf>' . escaped($first->{libelle}) . "</AddtlNtryInf></Ntry>\n";
}

sub entries { # credits that follow one another, of one day and payer: some together
	my ($world, $movements, $out) = @_;
	my @batch;
	for my $virement (@$movements) {
		my $joins = @batch && $virement->{cents} > 0 && $batch[0]{cents} > 0 && $virement->{jour} == $batch[0]{jour}
			&& $virement->{payeur} eq $batch[0]{payeur} && chance(2, $world->{seed}, 'remise', $virement->{id});
		print $out entry($world, splice @batch) if @batch && !$joins;
		push @batch, $virement;
	}
	print $out entry($world, @batch) if @batch;
}

sub document {
	my ($world, $out, $kind, $root, $part, $balances) = @_;
	my $time = sub { day_iso($_[0]) . 'T18:00:00' };
	my @statements = statements($world);
	print $out qq(<?xml version="1.0" encoding="UTF-8"?>\n)
		. qq(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:$kind.001.$world->{camt}">)
		. "<$root>\n<GrpHdr><MsgId>FAKE-$world->{seed}-" . day_iso($statements[-1]{jour}) . '</MsgId><CreDtTm>'
		. $time->($statements[-1]{jour}) . "</CreDtTm></GrpHdr>\n";
	my $number = 0;
	for my $statement (@statements) {
		$number++;
		print $out "<$part><Id>" . day_iso($statement->{jour}) . "-$number</Id><ElctrncSeqNb>$number</ElctrncSeqNb>"
			. '<CreDtTm>' . $time->($statement->{jour}) . '</CreDtTm>'
			. "<Acct><Id><IBAN>$world->{book}{compte}{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n";
		print $out balance('OPBD', @$statement{qw(avant_jour avant)}), balance('CLBD', @$statement{qw(jour solde)})
			if $balances;
		entries($world, $statement->{mouvements}, $out);
		print $out "</$part>\n";
	}
	print $out "</$root></Document>\n";
}

sub camt053 { return document(@_, 'camt.053', 'BkToCstmrStmt', 'Stmt', 1) }
sub camt054 { return document(@_, 'camt.054', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn', 0) }

1;
