-- Purpose: undoes 0004_escrow_rollup.

drop table escrow.case_month;
