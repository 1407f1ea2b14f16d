-- one row per loan: its cash flows through the month-end by component, the residual, and the flows by day
with loans as not materialized (
    select l.id, l.loan_number, l.portfolio_code, g.code as program, l.originated_on, l.currency::text as currency
    from lending.loan l
    left join lending.program g on g.id = l.program_id
    -- A loan that is marked deleted too: what is left of it counts, as everywhere, until its own rows are.
    where (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null or g.code = any(@program::text[]))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
flows as (
    select f.loan_id, f.occurred_on as day,
           case when f.kind in ('funding', 'draw', 'purchase', 'premium', 'acquisition_cost') then -f.amount else 0 end as invested,
           0::numeric as principal, 0::numeric as interest, 0::numeric as fees, 0::numeric as recoveries,
           case when f.kind = 'sale' then f.amount else 0 end as sales,
           case when f.kind in ('servicing_cost', 'advance') then -f.amount else 0 end as costs
    from lending.loan_cash_flow f
    where f.loan_id is not null and f.deleted_at is null and f.occurred_on <= @month_end
    union all
    select p.loan_id, least(coalesce(p.effective_on, p.posted_on), @month_end), 0, p.principal, p.interest, p.fees, 0, 0, 0
    from lending.payment p
    where p.deleted_at is null and p.posted_on <= @month_end
    union all
    select c.loan_id, least(r.received_on, @month_end), 0, 0, 0, 0, r.amount, 0, r.cost
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    where r.deleted_at is null and r.posted_on <= @month_end
),
-- once and apart: parallel workers would each sort all flows
sums as materialized (
    select f.loan_id, sum(f.invested) as invested, sum(f.principal) as principal, sum(f.interest) as interest, sum(f.fees) as fees,
           sum(f.recoveries) as recoveries, sum(f.sales) as sales, sum(f.costs) as costs,
           array_agg(f.day - date '2000-01-01' order by f.day) as days,
           array_agg((f.principal + f.interest + f.fees + f.recoveries + f.sales - f.costs - f.invested)::double precision order by f.day) as amounts
    from flows f
    where f.loan_id in (select l.id from loans l)
    group by f.loan_id
),
residuals as (
    select m.loan_id, m.upb + case when m.accrual = 'accruing' then coalesce(m.accrued_interest, 0) else 0 end as residual
    from lending.loan_month m
    where m.month_end = @month_end and m.status = 'active' and m.deleted_at is null
),
losses as (
    select c.loan_id, sum(c.principal) as losses
    from lending.charge_off c
    where c.deleted_at is null and c.posted_on <= @month_end
    group by c.loan_id
)
select l.loan_number,
       l.portfolio_code as portfolio,
       l.program,
       extract(year from l.originated_on)::bigint as vintage,
       l.currency,
       coalesce(s.invested, 0)::numeric(28,2) as invested,
       coalesce(s.principal, 0)::numeric(28,2) as principal,
       coalesce(s.interest, 0)::numeric(28,2) as interest,
       coalesce(s.fees, 0)::numeric(28,2) as fees,
       coalesce(s.recoveries, 0)::numeric(28,2) as recoveries,
       coalesce(s.sales, 0)::numeric(28,2) as sales,
       coalesce(s.costs, 0)::numeric(28,2) as costs,
       coalesce(o.losses, 0)::numeric(28,2) as losses,
       coalesce(r.residual, 0)::numeric(28,2) as residual,
       s.days,
       s.amounts
from loans l
left join sums s on s.loan_id = l.id
left join residuals r on r.loan_id = l.id
left join losses o on o.loan_id = l.id
where s.loan_id is not null or r.residual <> 0
order by l.loan_number
