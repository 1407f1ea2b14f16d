-- Purpose: undoes 0006_lending_snapshots.

drop function lending.bucket_ladder(), lending.bucket(date, text, date, integer, text),
    lending.days_past_due(date, date, integer), lending.months_past_due(date, text, date),
    lending.ensure_loan_month_partitions(date, date), lending.ensure_loan_month_partition(date);
drop table lending.loan_month_load, lending.loan_month;
drop function lending.fill_loan_month();
