-- one row per loan originated in the period
with
-- include FollowedLoans.part
chosen as (
    select o.id, o.loan_number, o.portfolio_code, o.program_id, o.currency, o.originated_on, o.boarded_on, o.original_principal,
           coalesce(o.followed, false) as followed,
           -- What happens on this day or later is not told any more.
           case when @months_on_book::bigint is null then 'infinity'::date
                else (date_trunc('month', o.originated_on::timestamp) + make_interval(months => @months_on_book::integer + 1))::date end as until_on
    from loans o
    where o.originated_on between @from and @to
),
-- include LateAndLost.part
losses as (
    -- What is dated before the origination counts from it on.
    select o.id, min(c.charged_off_on) as lost_on, sum(c.principal) filter (where greatest(c.charged_off_on, o.originated_on) < o.until_on) as gross
    from charge_offs c
    join chosen o on o.id = c.loan_id
    group by o.id
),
recovered as (
    select o.id, sum(r.amount) as amount
    from lending.recovery r
    join charge_offs c on c.id = r.charge_off_id
    join chosen o on o.id = c.loan_id
    where r.deleted_at is null and r.posted_on <= @month_end and greatest(r.posted_on, o.originated_on) < o.until_on
    group by o.id
),
figures as (
    select o.*, t.gross, r.amount as recovered,
           case when greatest(d.on_30, o.originated_on) < o.until_on then d.on_30 end as late_30_on,
           case when greatest(d.on_60, o.originated_on) < o.until_on then d.on_60 end as late_60_on,
           case when greatest(d.on_90, o.originated_on) < o.until_on then d.on_90 end as late_90_on
    from chosen o
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
