-- Purpose: finds the deposits and the reversals among millions of ledger entries.

-- What starting funds and case averages read of deposits, without the table itself.
create index ledger_entry_deposit_idx on escrow.ledger_entry (case_id, posted_on) include (id, amount)
    where kind = 'deposit' and deleted_at is null;
create index ledger_entry_reversed_kind_idx on escrow.ledger_entry (reversed_kind, posted_on) include (reverses_id, amount)
    where reversed_kind is not null and deleted_at is null;
