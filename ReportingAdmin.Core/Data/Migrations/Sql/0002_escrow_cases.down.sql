-- Purpose: undoes 0002_escrow_cases.

drop function escrow.case_status_on(date);
drop table escrow.case_terms, escrow.case_milestone, escrow.case_party, escrow.case_status_history,
    escrow.escrow_case, escrow.party, escrow.vendor, escrow.staff, escrow.agency;
drop function escrow.case_history_changed(), escrow.case_changed(), escrow.derive_case_status(bigint[]),
    escrow.fill_case_money(), escrow.fill_case_scope(), escrow.fill_case_agency();
