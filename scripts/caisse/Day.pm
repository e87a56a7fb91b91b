# Days as numbers from 1970-01-01, Thursday; written AAAA-MM-JJ. No clock.
package caisse::Day;
use strict;
use warnings;
use Exporter 'import';
use Time::Local 'timegm';

our @EXPORT_OK = qw(day day_iso day_short day_french workday month_of);

sub day { # undef where there is no such day
	my ($text) = @_;
	my ($year, $month, $day) = $text =~ /^(\d{4})-(\d\d)-(\d\d)$/ or return undef;
	my $seconds = eval { timegm(0, 0, 0, $day, $month - 1, $year) };
	return defined $seconds ? $seconds / 86400 : undef;
}

sub parts {
	my (undef, undef, undef, $day, $month, $year) = gmtime $_[0] * 86400;
	return ($year + 1900, $month + 1, $day);
}

sub day_iso { return sprintf '%04d-%02d-%02d', parts($_[0]) }
sub month_of { return substr day_iso($_[0]), 0, 7 }

sub day_short { # AAMMJJ, of the caisses
	my ($year, $month, $day) = parts($_[0]);
	return sprintf '%02d%02d%02d', $year % 100, $month, $day;
}

sub day_french { # JJMMAA, of the banks
	my ($year, $month, $day) = parts($_[0]);
	return sprintf '%02d%02d%02d', $day, $month, $year % 100;
}

sub workday { # that day, or the Monday behind it
	my ($day) = @_;
	my $weekday = ($day + 3) % 7; # 0: Monday
	return $weekday < 5 ? $day : $day + 7 - $weekday;
}

1;
