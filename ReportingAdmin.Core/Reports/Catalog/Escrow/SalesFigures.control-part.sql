-- Shared: control figures of the cases (cases) of the sales reports, per currency
-- Months that lie wholly before a day come from the rollup, the rest of the day's month from the ledger.
deposits_through as (
    select d.case_id, sum(d.net) as net
    from (select m.case_id, m.net_amount as net
          from escrow.case_month m
          where m.kind = 'deposit' and m.month < date_trunc('month', @to::timestamp)::date
          union all
          select e.case_id, e.signed_amount
          from escrow.ledger_entry e
          where 'deposit' in (e.kind, e.reversed_kind) and e.deleted_at is null
            and e.posted_on between date_trunc('month', @to::timestamp)::date and @to) d
    group by d.case_id
),
posted as (
    select p.case_id, p.kind, sum(p.net) as net
    from (select m.case_id, m.kind, m.net_amount as net
          from escrow.case_month m
          where m.month >= date_trunc('month', @from::timestamp)::date and m.month <= @to
          union all
          select e.case_id, coalesce(e.reversed_kind, e.kind),
                 -escrow.flow_sign(coalesce(e.reversed_kind, e.kind)) * e.signed_amount
          from escrow.ledger_entry e
          where e.deleted_at is null
            and ((e.posted_on >= date_trunc('month', @from::timestamp)::date and e.posted_on < @from)
                 or (e.posted_on > @to and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date))) p
    where p.kind in ('deposit', 'deduction')
    group by p.case_id, p.kind
),
figures as (
    select c.currency::text as currency,
           count(*) filter (where c.in_cohort) as cases_opened,
           count(*) filter (where c.in_cohort and d.net > 0) as cases_funded,
           coalesce(sum(d.net) filter (where c.in_cohort and d.net > 0), 0) as cohort_deposits,
           coalesce(sum(p.net), 0) as net_deposits,
           coalesce(sum(f.net), 0) as net_deductions
    from cases c
    left join deposits_through d on d.case_id = c.id
    left join posted p on p.case_id = c.id and p.kind = 'deposit'
    left join posted f on f.case_id = c.id and f.kind = 'deduction'
    group by c.currency
)
select 'sales' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values
    ('cases_opened', f.cases_opened),
    ('cases_funded', f.cases_funded),
    ('cohort_deposits', f.cohort_deposits),
    ('net_deposits', f.net_deposits),
    ('net_deductions', f.net_deductions)) v (figure, amount)
