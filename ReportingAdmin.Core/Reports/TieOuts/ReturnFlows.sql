-- money invested, received and spent on loans one by one with what belongs to no loan, and pooled, per currency and component
with loans as not materialized (
    select l.id, l.portfolio_code, l.currency::text as currency
    from lending.loan l
    where (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
-- As the profitability of loans has it: the flows that belong to these loans.
by_loan as (
    select l.currency,
           case when f.kind in ('servicing_cost', 'advance') then 'costs' when f.kind = 'sale' then 'received' else 'invested' end as component,
           sum(case when f.kind = 'sale' then f.amount else -f.amount end) as amount
    from lending.loan_cash_flow f
    join loans l on l.id = f.loan_id
    where f.deleted_at is null and f.occurred_on <= @month_end
    group by 1, 2
    union all
    select l.currency, 'received', sum(p.principal + p.interest + p.fees)
    from lending.payment p
    join loans l on l.id = p.loan_id
    where p.deleted_at is null and p.posted_on <= @month_end
    group by 1
    union all
    select l.currency, v.component, sum(case v.component when 'costs' then r.cost else r.amount end)
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    join loans l on l.id = c.loan_id
    cross join (values ('received'), ('costs')) v (component)
    where r.deleted_at is null and r.posted_on <= @month_end
    group by 1, 2
),
unallocated as (
    select f.currency::text as currency,
           case when f.kind in ('servicing_cost', 'advance') then 'costs' when f.kind = 'sale' then 'received' else 'invested' end as component,
           sum(case when f.kind = 'sale' then f.amount else -f.amount end) as amount
    from lending.loan_cash_flow f
    where f.loan_id is null
      and f.deleted_at is null
      and f.occurred_on <= @month_end
      and @program::text[] is null
      and @vintage::bigint[] is null
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
    group by 1, 2
),
-- As the portfolios' returns have it: every flow of the tables, by its own portfolio and currency.
pooled as (
    select f.currency::text as currency,
           case when f.kind in ('servicing_cost', 'advance') then 'costs' when f.kind = 'sale' then 'received' else 'invested' end as component,
           sum(case when f.kind = 'sale' then f.amount else -f.amount end) as amount
    from lending.loan_cash_flow f
    left join lending.loan l on l.id = f.loan_id
    where f.deleted_at is null and f.occurred_on <= @month_end
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
    group by 1, 2
    union all
    select p.currency::text, 'received', sum(p.amount - p.escrow - p.unapplied)
    from lending.payment p
    left join lending.loan l on l.id = p.loan_id
    where p.deleted_at is null and p.posted_on <= @month_end
      and (@portfolio::text[] is null or p.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
    group by 1
    union all
    select r.currency::text, v.component, sum(case v.component when 'costs' then r.cost else r.amount end)
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    left join lending.loan l on l.id = c.loan_id
    cross join (values ('received'), ('costs')) v (component)
    where r.deleted_at is null and r.posted_on <= @month_end
      and (@portfolio::text[] is null or r.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or r.currency::text = any(@currency::text[]))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
    group by 1, 2
),
sides as (
    select b.currency, b.component, 'Loans and unallocated' as source, b.amount from by_loan b
    union all
    select u.currency, u.component, 'Loans and unallocated', u.amount from unallocated u
    union all
    select p.currency, p.component, 'Portfolio returns', p.amount from pooled p
    union all
    -- The report on loans prints no more than belongs to one.
    select u.currency, u.component, 'This report', u.amount from unallocated u where @flows_of = 'loans'
)
select s.currency, s.component as place, s.source, sum(s.amount) as amount
from sides s
group by s.currency, s.component, s.source
order by 1, 2, 3
