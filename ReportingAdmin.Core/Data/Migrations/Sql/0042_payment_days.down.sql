-- Purpose: takes back 0042_payment_days.

drop statistics lending.payment_day;
