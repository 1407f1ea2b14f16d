-- Purpose: undoes 0002_escrow_cases.

drop table escrow.case_terms, escrow.case_milestone, escrow.case_party, escrow.case_status_history,
    escrow.escrow_case, escrow.party, escrow.vendor, escrow.staff, escrow.agency;
