-- Purpose: months of cases hold sums of entries: two of the greatest amount in one month were refused. As wide as the months of the agencies.

-- A generated column follows no change of the one it is made of.
alter table escrow.case_month drop column signed_amount;
alter table escrow.case_month alter column net_amount type numeric(24,2);
-- Effect on the balance of the case.
alter table escrow.case_month add column signed_amount numeric(24,2) not null generated always as (escrow.flow_sign(kind) * net_amount) stored;
