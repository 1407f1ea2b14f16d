-- Purpose: takes back 0051_case_openings.

drop trigger check_openings_on_update on escrow.escrow_case;
drop trigger check_openings_on_update on escrow.case_status_history;
drop trigger check_openings_on_insert on escrow.case_status_history;
drop function escrow.check_case_openings();
