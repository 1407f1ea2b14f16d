-- Purpose: undoes 0009_lending_ledger.

drop function lending.check_journal_balance(uuid);
drop table lending.journal_line, lending.journal_entry, lending.gl_account;
drop function lending.check_journal_lines(), lending.fill_journal_line();
