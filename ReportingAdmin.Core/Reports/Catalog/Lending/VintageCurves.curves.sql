-- one row per vintage, currency and months on book that the whole vintage has reached
with
-- include VintageMonths.part
chosen as (
    select d.id, d.currency, d.original_principal, d.originated_on, d.vintage, d.last_month
    from dated d
    where d.followed
),
vintages as (
    select c.vintage, c.currency, count(*) as loans, sum(c.original_principal) as original,
           -- Months that the youngest possible loan of the vintage has been on the books.
           ((extract(year from @month_end::date) - extract(year from min(c.last_month))) * 12
               + extract(month from @month_end::date) - extract(month from min(c.last_month)))::integer as reached
    from chosen c
    group by c.vintage, c.currency
),
-- include LateAndLost.part
events as (
    select k.vintage, k.currency, k.originated_on, c.charged_off_on as on_day, c.principal as gross, 0::numeric as recovered,
           0::numeric as ever_30, 0::numeric as ever_60, 0::numeric as ever_90
    from charge_offs c
    join chosen k on k.id = c.loan_id
    union all
    select k.vintage, k.currency, k.originated_on, r.posted_on, 0, r.amount, 0, 0, 0
    from lending.recovery r
    join charge_offs c on c.id = r.charge_off_id
    join chosen k on k.id = c.loan_id
    where r.deleted_at is null and r.posted_on <= @month_end
    union all
    -- A loan charged off has been as late as can be, from its charge-off on at the latest.
    select k.vintage, k.currency, k.originated_on, d.on_day, 0, 0,
           case d.step when 30 then k.original_principal else 0 end,
           case d.step when 60 then k.original_principal else 0 end,
           case d.step when 90 then k.original_principal else 0 end
    from chosen k
    left join late t on t.loan_id = k.id
    left join (select c.loan_id, min(c.charged_off_on) as lost_on from charge_offs c group by c.loan_id) o on o.loan_id = k.id
    cross join lateral (values (30, least(t.from_30, o.lost_on)), (60, least(t.from_60, o.lost_on)), (90, least(t.from_90, o.lost_on))) d (step, on_day)
    where d.on_day is not null
),
by_month as (
    select e.vintage, e.currency,
           greatest(0, (extract(year from e.on_day) - extract(year from e.originated_on)) * 12
               + extract(month from e.on_day) - extract(month from e.originated_on))::integer as months,
           sum(e.gross) as gross, sum(e.recovered) as recovered, sum(e.ever_30) as ever_30, sum(e.ever_60) as ever_60, sum(e.ever_90) as ever_90
    from events e
    group by 1, 2, 3
),
curves as (
    select v.vintage, v.currency, g.months, v.loans, v.original, v.reached,
           sum(coalesce(b.gross, 0)) over w as gross,
           sum(coalesce(b.gross, 0) - coalesce(b.recovered, 0)) over w as net,
           sum(coalesce(b.ever_30, 0)) over w as ever_30,
           sum(coalesce(b.ever_60, 0)) over w as ever_60,
           sum(coalesce(b.ever_90, 0)) over w as ever_90
    from vintages v
    cross join lateral lending.months_on_book(v.reached) g (months)
    left join by_month b on b.vintage = v.vintage and b.currency = v.currency and b.months = g.months
    window w as (partition by v.vintage, v.currency order by g.months)
)
select case @cohort when 'year' then to_char(c.vintage, 'YYYY') when 'quarter' then to_char(c.vintage, 'YYYY "Q"Q') else to_char(c.vintage, 'YYYY-MM') end as vintage,
       c.currency,
       c.months::bigint as months_on_book,
       c.loans,
       c.original::numeric(28,2) as original_balance,
       c.gross::numeric(28,2) as gross_loss,
       c.net::numeric(28,2) as net_loss,
       lending.rate(c.gross / c.original) as gross_loss_rate,
       lending.rate(c.net / c.original) as net_loss_rate,
       lending.rate(c.ever_30 / c.original) as ever_30,
       lending.rate(c.ever_60 / c.original) as ever_60,
       lending.rate(c.ever_90 / c.original) as ever_90
from curves c
order by c.vintage, c.currency, c.months
