-- Purpose: month-end statements of the trust accounts: what the bank has cleared by then.

insert into escrow.bank_statement (trust_account_id, statement_on, closing_balance)
with cleared as (
    select e.trust_account_id, date_trunc('month', e.cleared_on::timestamp)::date as first_on, sum(e.signed_amount) as amount
    from escrow.ledger_entry e
    where e.cleared_on is not null
    group by 1, 2
)
select t.id, m.month_end, sum(coalesce(c.amount, 0)) over (partition by t.id order by m.m)
from demo_month m
cross join demo_trust t
left join cleared c on c.trust_account_id = t.id and c.first_on = m.first_on
where m.m >= 1
order by t.n, m.m;
