-- Purpose: takes back 0029_month_starts.

drop function escrow.month_starts(date, date);
drop function lending.month_starts(date, date);
drop function analytics.month_starts(date, date);
drop function lending.months_on_book(integer);
drop function lending.span_starts(text, date, date);
