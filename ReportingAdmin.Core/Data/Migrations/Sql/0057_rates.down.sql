-- Purpose: takes back 0057_rates.

drop function analytics.rate(numeric);
drop function lending.rate(numeric);
