-- Purpose: takes back 0016_escrow_reports.

drop function escrow.percentile_of(numeric[], numeric);
drop function escrow.case_status_spans();
