-- Purpose: takes the width of the months of cases back.

alter table escrow.case_month drop column signed_amount;
alter table escrow.case_month alter column net_amount type numeric(18,2);
alter table escrow.case_month add column signed_amount numeric(18,2) not null generated always as (escrow.flow_sign(kind) * net_amount) stored;
