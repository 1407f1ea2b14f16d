-- Purpose: undoes 0005_lending_loans.

drop table lending.loan, lending.borrower, lending.program, lending.portfolio;
drop function lending.fill_loan_money(), lending.fill_loan_scope(), lending.fill_portfolio_code();
