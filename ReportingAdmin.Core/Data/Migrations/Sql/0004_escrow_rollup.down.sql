-- Purpose: undoes 0004_escrow_rollup.

drop trigger rollup_on_delete on escrow.ledger_entry;
drop trigger rollup_on_update on escrow.ledger_entry;
drop trigger rollup_on_insert on escrow.ledger_entry;
drop function escrow.rebuild_case_month(), escrow.check_case_month(), escrow.keep_case_month();
drop table escrow.case_month;
