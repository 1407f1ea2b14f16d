-- Purpose: undoes 0003_escrow_ledger.

drop table escrow.ledger_entry, escrow.disbursement_request_history, escrow.disbursement_request,
    escrow.bank_statement, escrow.trust_account;
drop function escrow.check_reversals(), escrow.fill_reversed_kind(), escrow.fill_request_money(), escrow.flow_sign(text);
