-- owned loans' principal at the month-end and the ledger's loans receivable, per currency; where they differ, since when; no row where no account is marked
with loans as (
    select m.currency::text as currency, sum(m.upb) as amount
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id and p.owned
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
      and exists (select from lending.gl_account a where a.control = 'loans_receivable')
    group by m.currency
),
-- A month of the ledger: the month-end by which its lines are in.
lines as (
    select (date_trunc('month', e.posted_on::timestamp) + interval '1 month' - interval '1 day')::date as month_end,
           l.currency::text as currency,
           sum(l.debit - l.credit) as amount
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
    where a.control = 'loans_receivable'
      and e.posted_on <= @month_end
      and e.deleted_at is null
      and l.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by 1, 2
),
ledger as (
    select i.currency, sum(i.amount) as amount
    from lines i
    group by i.currency
),
red as (
    select coalesce(o.currency, g.currency) as currency
    from loans o
    full join ledger g on g.currency = o.currency
    where coalesce(o.amount, 0) <> coalesce(g.amount, 0)
),
-- The year before is looked at only where the two differ.
earlier as (
    select m.month_end, m.currency::text as currency, sum(m.upb) filter (where p.owned) as amount
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    where m.month_end between (date_trunc('month', @month_end::date::timestamp) - interval '11 months')::date and @month_end
      and m.deleted_at is null
      and (select count(*) from red) > 0
      and m.currency::text in (select r.currency from red r)
    group by m.month_end, m.currency
),
differences as (
    select n.month_end,
           n.currency,
           coalesce(n.amount, 0) - coalesce((select sum(i.amount) from lines i where i.currency = n.currency and i.month_end <= n.month_end), 0) as difference
    from earlier n
),
-- The first month-end after the last one that agreed.
since as (
    select d.currency,
           min(d.month_end) filter (where d.month_end > coalesce(g.month_end, '-infinity')) as month_end,
           g.month_end is not null as agreed
    from differences d
    left join (select a.currency, max(a.month_end) as month_end from differences a where a.difference = 0 group by a.currency) g on g.currency = d.currency
    group by d.currency, g.month_end
),
sides as (
    select o.currency, 'Loan snapshots' as source, o.amount from loans o
    union all
    select g.currency, 'General ledger', g.amount from ledger g
)
select s.currency,
       case when r.currency is null then ''
            else coalesce('since ' || to_char(w.month_end, 'YYYY-MM') || case when w.agreed then '' else ' or earlier' end, '') end as place,
       s.source,
       s.amount
from sides s
left join red r on r.currency = s.currency
left join since w on w.currency = s.currency
order by 1, 2, 3
