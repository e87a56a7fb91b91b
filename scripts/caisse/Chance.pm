# Chance that is a function of what it is asked for: the same seed and keys, the same answer, on every machine
# and in any order. No decision moves another one.
package caisse::Chance;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(chance shuffled);

my $MASK = 0xffff_ffff;

sub mix { # 32 bits to 32 bits, each product below 2^64
	my ($x) = @_;
	$x = ($x ^ $x >> 16) * 0x45d9_f3b & $MASK;
	$x = ($x ^ $x >> 16) * 0x45d9_f3b & $MASK;
	return $x ^ $x >> 16;
}

# 0 to $below - 1
sub chance {
	my ($below, @keys) = @_;
	my $hash = 0x9e37_79b9;
	for my $key (@keys) {
		$hash = mix($hash ^ $_) for $key =~ /^\d{1,9}$/ ? $key + 1 : unpack 'C*', $key;
	}
	return mix($hash) % $below;
}

sub shuffled {
	my ($list, @keys) = @_;
	my @list = @$list;
	for my $last (reverse 1 .. $#list) {
		my $at = chance($last + 1, @keys, $last);
		@list[$at, $last] = @list[$last, $at];
	}
	return @list;
}

1;
