-- Purpose: undoes 0006_lending_snapshots.

drop table lending.loan_month_load, lending.loan_month;
