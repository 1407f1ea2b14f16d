-- Purpose: undoes 0013_closed_periods.

drop table app.closed_period;
