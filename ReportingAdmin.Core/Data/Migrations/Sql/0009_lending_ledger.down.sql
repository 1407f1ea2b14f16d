-- Purpose: undoes 0009_lending_ledger.

drop table lending.journal_line, lending.journal_entry, lending.gl_account;
