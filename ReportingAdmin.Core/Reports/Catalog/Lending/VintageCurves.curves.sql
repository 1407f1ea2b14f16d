-- one row per vintage, currency and months on book that the whole vintage has reached
with cohort_loans as (
    select l.id as loan_id,
           l.currency::text as currency,
           l.original_principal,
           l.originated_on,
           date_trunc(@cohort, l.originated_on::timestamp)::date as vintage,
           (date_trunc(@cohort, l.originated_on::timestamp)
               + case @cohort when 'year' then interval '11 months' when 'quarter' then interval '2 months' else interval '0' end)::date as last_month
    from lending.loan l
    join (select s.portfolio_code, min(s.month_end) as first_end
          from lending.loan_month_load s
          where s.deleted_at is null
          group by s.portfolio_code) f on f.portfolio_code = l.portfolio_code
    where l.deleted_at is null
      and l.original_principal > 0
      -- Seen from their origination on: neither older than the snapshots nor taken over later.
      and l.originated_on >= date_trunc('month', f.first_end::timestamp)::date
      and date_trunc('month', coalesce(l.boarded_on, l.originated_on)::timestamp) <= date_trunc('month', l.originated_on::timestamp) + interval '1 month'
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
vintages as (
    select c.vintage, c.currency, count(*) as loans, sum(c.original_principal) as original,
           -- Months that the youngest possible loan of the vintage has been on the books.
           ((extract(year from @month_end::date) - extract(year from min(c.last_month))) * 12
               + extract(month from @month_end::date) - extract(month from min(c.last_month)))::integer as reached
    from cohort_loans c
    group by c.vintage, c.currency
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
          where m.loan_id in (select c.loan_id from cohort_loans c)
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
events as (
    select k.vintage, k.currency, k.originated_on, c.charged_off_on as on_day, c.principal as gross, 0::numeric as recovered,
           0::numeric as ever_30, 0::numeric as ever_60, 0::numeric as ever_90
    from charge_offs c
    join cohort_loans k on k.loan_id = c.loan_id
    union all
    select k.vintage, k.currency, k.originated_on, r.posted_on, 0, r.amount, 0, 0, 0
    from lending.recovery r
    join charge_offs c on c.id = r.charge_off_id
    join cohort_loans k on k.loan_id = c.loan_id
    where r.deleted_at is null and r.posted_on <= @month_end
    union all
    -- A loan charged off has been as late as can be, from its charge-off on at the latest.
    select k.vintage, k.currency, k.originated_on, d.on_day, 0, 0,
           case d.step when 30 then k.original_principal else 0 end,
           case d.step when 60 then k.original_principal else 0 end,
           case d.step when 90 then k.original_principal else 0 end
    from cohort_loans k
    left join late t on t.loan_id = k.loan_id
    left join (select c.loan_id, min(c.charged_off_on) as lost_on from charge_offs c group by c.loan_id) o on o.loan_id = k.loan_id
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
       (c.gross / c.original)::numeric(28,12) as gross_loss_rate,
       (c.net / c.original)::numeric(28,12) as net_loss_rate,
       (c.ever_30 / c.original)::numeric(28,12) as ever_30,
       (c.ever_60 / c.original)::numeric(28,12) as ever_60,
       (c.ever_90 / c.original)::numeric(28,12) as ever_90
from curves c
order by c.vintage, c.currency, c.months
