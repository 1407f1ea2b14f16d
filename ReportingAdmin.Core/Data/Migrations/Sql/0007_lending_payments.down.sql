-- Purpose: undoes 0007_lending_payments.

drop table lending.modification, lending.recovery, lending.charge_off, lending.loan_cash_flow,
    lending.interest_event, lending.payment;
drop function lending.check_reversed_recovery(), lending.check_reversed_charge_off(), lending.check_reversed_payment(),
    lending.fill_charge_off_money(), lending.fill_cash_flow();
