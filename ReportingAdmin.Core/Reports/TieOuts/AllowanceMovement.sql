-- change of the ledger's allowance, and what provision, charge-offs and recoveries of loans owned on the day make of it, per month and currency
with months as (
    select s.starts_at::date as month
    from lending.month_starts(@from, @to) s (starts_at)
),
ledger as (
    select date_trunc('month', e.posted_on::timestamp)::date as month, l.currency::text as currency, a.control, e.kind, sum(l.debit - l.credit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where a.control in ('allowance', 'provision')
      and e.kind <> 'opening'
      and e.posted_on between @from and @to
      and e.deleted_at is null
      and l.deleted_at is null
    group by 1, 2, 3, 4
),
entries as (
    select c.loan_id, c.portfolio_code, c.posted_on, c.charged_off_on as printed_on, c.currency::text as currency, -c.principal as amount
    from lending.charge_off c
    where (c.posted_on between @from and @to or c.charged_off_on between @from and @to) and c.deleted_at is null
    union all
    select c.loan_id, r.portfolio_code, r.posted_on, r.posted_on, r.currency::text, r.amount
    from lending.recovery r
    left join lending.charge_off c on c.id = r.charge_off_id
    where r.posted_on between @from and @to and r.deleted_at is null
),
-- include OwnedThen.part
-- Each with the month in which the ledger has it, and the one in which the report prints it.
losses as (
    select date_trunc('month', w.posted_on::timestamp)::date as month, date_trunc('month', w.printed_on::timestamp)::date as printed_in,
           w.currency, w.owned, w.in_doubt and w.posted_on between @from and @to and w.amount <> 0 as in_doubt, w.amount
    from owned_then w
),
sides as (
    select g.month, g.currency, 'Change of the allowance' as source, -g.amount as amount
    from ledger g
    where g.control = 'allowance'
    union all
    -- The year's close empties the provision account, not the allowance.
    select g.month, g.currency, 'Provision − charge-offs + recoveries', g.amount
    from ledger g
    where g.control = 'provision' and g.kind <> 'closing'
    union all
    select x.month, x.currency, 'Provision − charge-offs + recoveries', x.amount
    from losses x
    where x.owned and x.month between @from and @to
    union all
    -- The report has no provision, ...
    select g.month, g.currency, 'This report', g.amount
    from ledger g
    where g.control = 'provision' and g.kind <> 'closing'
    union all
    -- ... prints losses of loans that were not owned too, and each charge-off in the month of its own date.
    select x.printed_in, x.currency, 'This report', -x.amount
    from losses x
    where (not x.owned or x.printed_in <> x.month) and x.printed_in between @from and @to
      and exists (select from lending.portfolio q where q.owned)
    union all
    select x.month, x.currency, 'This report', x.amount
    from losses x
    where x.owned and x.printed_in <> x.month and x.month between @from and @to
    union all
    -- A month without any agrees with itself.
    select m.month, q.currency::text, v.source, 0
    from months m
    cross join lending.portfolio q
    cross join (values ('Change of the allowance'), ('Provision − charge-offs + recoveries')) v (source)
    where q.owned and q.currency is not null
)
select s.currency, to_char(s.month, 'YYYY-MM') as place, s.source, sum(s.amount) as amount
from sides s
where exists (select from lending.gl_account a where a.control = 'allowance')
  and (@currency::text[] is null or s.currency = any(@currency::text[]))
group by s.currency, s.month, s.source
union all
select null, 'Loans charged off or recovered changed between owned and not owned in ' || string_agg(distinct to_char(x.month, 'YYYY-MM'), ', ')
           || ': month-ends do not tell on which day.', 'Cannot be asked', 0
from losses x
where x.in_doubt
  and exists (select from lending.gl_account a where a.control = 'allowance')
  and (@currency::text[] is null or x.currency = any(@currency::text[]))
having count(*) > 0
order by 1, 2, 3
