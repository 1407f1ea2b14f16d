-- Purpose: takes back 0044_late_snapshots.

drop index lending.loan_month_late_idx;
