-- Purpose: undoes 0005_lending_loans.

drop table lending.loan, lending.borrower, lending.program, lending.portfolio;
