-- one row per loan originated in the period
with first_months as (
    select s.portfolio_code, min(s.month_end) as first_end
    from lending.loan_month_load s
    where s.deleted_at is null
    group by s.portfolio_code
),
loans as (
    select l.id, l.loan_number, l.portfolio_code, l.program_id, l.currency::text as currency, l.originated_on, l.boarded_on, l.original_principal,
           -- What happens on this day or later is not told any more.
           case when @months_on_book::bigint is null then 'infinity'::date
                else (date_trunc('month', l.originated_on::timestamp) + make_interval(months => @months_on_book::integer + 1))::date end as until_on,
           coalesce(
               l.original_principal > 0
                   and l.originated_on >= date_trunc('month', f.first_end::timestamp)::date
                   and date_trunc('month', coalesce(l.boarded_on, l.originated_on)::timestamp)
                       <= date_trunc('month', l.originated_on::timestamp) + interval '1 month',
               false) as followed
    from lending.loan l
    left join first_months f on f.portfolio_code = l.portfolio_code
    where l.deleted_at is null
      and l.originated_on between @from and @to
      and l.originated_on <= @month_end
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
-- The late snapshots, of all loans: one pass over their index, where the offset keeps the planner from a look for each loan.
late_months as (
    select m.loan_id, m.month_end, m.portfolio_id, m.oldest_unpaid_due_on, m.days_past_due
    from lending.loan_month m
    where m.month_end <= @month_end
      and m.deleted_at is null
      and m.status = 'active'
      and (m.oldest_unpaid_due_on is not null or m.days_past_due > 0)
    offset 0
),
late as (
    select x.loan_id,
           min(x.month_end) as from_30,
           min(x.month_end) filter (where x.bucket <> '30-59') as from_60,
           min(x.month_end) filter (where x.bucket not in ('30-59', '60-89')) as from_90
    from (select m.loan_id, m.month_end,
                 lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, 'active') as bucket
          from late_months m
          join lending.portfolio p on p.id = m.portfolio_id
          where m.loan_id in (select o.id from loans o)
          offset 0) x
    where x.bucket not in ('current', '1-29', 'unknown')
    group by x.loan_id
),
charge_offs as (
    -- A charge-off that was reversed by then never was one.
    select c.id, c.loan_id, c.charged_off_on, c.principal + coalesce(v.principal, 0) as principal
    from lending.charge_off c
    left join (select r.reverses_id, sum(r.principal) as principal
               from lending.charge_off r
               where r.reverses_id is not null and r.deleted_at is null and r.charged_off_on <= @month_end
               group by r.reverses_id) v on v.reverses_id = c.id
    where c.reverses_id is null
      and c.deleted_at is null
      and c.charged_off_on <= @month_end
      and c.principal + coalesce(v.principal, 0) > 0
),
losses as (
    -- What is dated before the origination counts from it on.
    select o.id, min(c.charged_off_on) as lost_on, sum(c.principal) filter (where greatest(c.charged_off_on, o.originated_on) < o.until_on) as gross
    from charge_offs c
    join loans o on o.id = c.loan_id
    group by o.id
),
recovered as (
    select o.id, sum(r.amount) as amount
    from lending.recovery r
    join charge_offs c on c.id = r.charge_off_id
    join loans o on o.id = c.loan_id
    where r.deleted_at is null and r.posted_on <= @month_end and greatest(r.posted_on, o.originated_on) < o.until_on
    group by o.id
),
figures as (
    select o.*, t.gross, r.amount as recovered,
           case when greatest(d.on_30, o.originated_on) < o.until_on then d.on_30 end as late_30_on,
           case when greatest(d.on_60, o.originated_on) < o.until_on then d.on_60 end as late_60_on,
           case when greatest(d.on_90, o.originated_on) < o.until_on then d.on_90 end as late_90_on
    from loans o
    left join late a on a.loan_id = o.id
    left join losses t on t.id = o.id
    left join recovered r on r.id = o.id
    cross join lateral (select least(a.from_30, t.lost_on) as on_30, least(a.from_60, t.lost_on) as on_60, least(a.from_90, t.lost_on) as on_90) d
)
select f.loan_number,
       f.originated_on,
       f.currency,
       f.original_principal,
       coalesce(f.gross, 0)::numeric(28,2) as gross_loss,
       coalesce(f.recovered, 0)::numeric(28,2) as recovered,
       (coalesce(f.gross, 0) - coalesce(f.recovered, 0))::numeric(28,2) as net_loss,
       f.late_30_on,
       f.late_60_on,
       f.late_90_on,
       f.followed,
       f.portfolio_code as portfolio,
       g.code as program,
       f.boarded_on
from figures f
left join lending.program g on g.id = f.program_id
where (@part::text is null or f.followed = (@part::text = 'followed'))
  and (@only::text is null
       or case @only::text when 'loss' then f.gross <> 0 or f.recovered <> 0
                           when 'ever_30' then f.late_30_on is not null
                           when 'ever_60' then f.late_60_on is not null
                           else f.late_90_on is not null end)
order by f.originated_on, f.loan_number collate "C"
