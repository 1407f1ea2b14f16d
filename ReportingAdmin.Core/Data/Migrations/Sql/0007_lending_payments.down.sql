-- Purpose: undoes 0007_lending_payments.

drop table lending.modification, lending.recovery, lending.charge_off, lending.loan_cash_flow,
    lending.interest_event, lending.payment;
