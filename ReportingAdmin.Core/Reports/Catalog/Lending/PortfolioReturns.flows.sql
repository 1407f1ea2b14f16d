-- one row per portfolio, program or vintage (or unallocated) and currency: cash flows through the month-end, the residual, and the flows by day
with loans as not materialized (
    select l.id, l.currency::text as currency,
           case @by when 'program' then coalesce(g.code, '(none)') when 'vintage' then coalesce(extract(year from l.originated_on)::integer::text, '(none)')
               else l.portfolio_code end as name
    from lending.loan l
    left join lending.program g on g.id = l.program_id
    -- A loan that is marked deleted too: what is left of it counts, as everywhere, until its own rows are.
    where (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null or g.code = any(@program::text[]))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
-- Each kind of flow by day before they come together: millions of payments become a few thousand days.
days_apart as (
    select l.name, l.currency, f.occurred_on as day,
           sum(case when f.kind in ('funding', 'draw', 'purchase', 'premium', 'acquisition_cost') then -f.amount else 0 end) as invested,
           sum(case when f.kind = 'sale' then f.amount else 0 end) as received,
           sum(case when f.kind in ('servicing_cost', 'advance') then -f.amount else 0 end) as costs
    from lending.loan_cash_flow f
    join loans l on l.id = f.loan_id
    where f.deleted_at is null and f.occurred_on <= @month_end
    group by 1, 2, 3
    union all
    select l.name, l.currency, coalesce(p.effective_on, p.posted_on), 0, sum(p.principal + p.interest + p.fees), 0
    from lending.payment p
    join loans l on l.id = p.loan_id
    where p.deleted_at is null and p.posted_on <= @month_end
    group by 1, 2, 3
    union all
    select l.name, l.currency, r.received_on, 0, sum(r.amount), sum(r.cost)
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    join loans l on l.id = c.loan_id
    where r.deleted_at is null and r.posted_on <= @month_end
    group by 1, 2, 3
    union all
    -- What belongs to no loan cannot be cut by program or vintage.
    select '(unallocated)', f.currency::text, f.occurred_on,
           sum(case when f.kind in ('funding', 'draw', 'purchase', 'premium', 'acquisition_cost') then -f.amount else 0 end),
           sum(case when f.kind = 'sale' then f.amount else 0 end),
           sum(case when f.kind in ('servicing_cost', 'advance') then -f.amount else 0 end)
    from lending.loan_cash_flow f
    where f.loan_id is null
      and f.deleted_at is null
      and f.occurred_on <= @month_end
      and @program::text[] is null
      and @vintage::bigint[] is null
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
    group by 1, 2, 3
),
days as (
    select f.name, f.currency, least(f.day, @month_end) as day, sum(f.invested) as invested, sum(f.received) as received, sum(f.costs) as costs
    from days_apart f
    group by 1, 2, 3
),
sums as (
    select d.name, d.currency, sum(d.invested) as invested, sum(d.received) as received, sum(d.costs) as costs,
           array_agg(d.day - date '2000-01-01' order by d.day) as days,
           array_agg((d.received - d.invested)::double precision order by d.day) as gross_amounts,
           array_agg(d.costs::double precision order by d.day) as cost_amounts
    from days d
    group by d.name, d.currency
),
residuals as (
    select l.name, l.currency, sum(m.upb + case when m.accrual = 'accruing' then coalesce(m.accrued_interest, 0) else 0 end) as residual
    from lending.loan_month m
    join loans l on l.id = m.loan_id
    where m.month_end = @month_end and m.status = 'active' and m.deleted_at is null
    group by l.name, l.currency
)
select coalesce(s.name, r.name) as name,
       coalesce(s.currency, r.currency) as currency,
       coalesce(s.invested, 0)::numeric(28,2) as invested,
       coalesce(s.received, 0)::numeric(28,2) as received,
       coalesce(s.costs, 0)::numeric(28,2) as costs,
       coalesce(r.residual, 0)::numeric(28,2) as residual,
       s.days,
       s.gross_amounts,
       s.cost_amounts
from sums s
full join residuals r on r.name = s.name and r.currency = s.currency
order by coalesce(s.name, r.name) = '(unallocated)', 1, 2
