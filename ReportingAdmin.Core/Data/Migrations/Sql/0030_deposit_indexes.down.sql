-- Purpose: takes back 0030_deposit_indexes.

drop index escrow.ledger_entry_deposit_idx;
drop index escrow.ledger_entry_reversed_kind_idx;
