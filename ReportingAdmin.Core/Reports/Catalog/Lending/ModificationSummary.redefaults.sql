-- one row per kind, months since modification and currency; only modifications that old at the month-end used
with modifications as (
    select d.id, d.loan_id, d.kind, d.currency::text as currency, d.upb_after, k.months_after,
           (date_trunc('month', d.effective_on::timestamp) + make_interval(months => k.months_after + 1) - interval '1 day')::date as month_end
    from lending.modification d
    cross join (values (3), (6), (9), (12)) k (months_after)
    left join lending.loan l on l.id = d.loan_id
    where d.deleted_at is null
      and d.effective_on between @from and @to
      and (@kind::text[] is null or d.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or d.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or d.currency::text = any(@currency::text[]))
),
old_enough as (
    select d.* from modifications d where d.month_end <= @month_end
),
states as (
    select d.*,
           case when m.status = 'active' then
                    case when lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
                             in ('60-89', '90-119', '120-149', '150-179', '180+') then 'late' else 'held' end
                when x.status is not null then case x.status when 'charged_off' then 'lost' else 'left' end
                else 'not seen' end as state
    from old_enough d
    left join lending.loan_month m on m.loan_id = d.loan_id and m.month_end = d.month_end and m.status = 'active' and m.deleted_at is null
    left join lending.portfolio p on p.id = m.portfolio_id
    -- How it left, if it did by then.
    left join lateral (
        select t.status from lending.loan_month t
        where t.loan_id = d.loan_id and t.month_end <= d.month_end and t.status <> 'active' and t.deleted_at is null and m.loan_id is null
        order by t.month_end desc limit 1) x on true
)
select s.kind,
       s.currency,
       s.months_after::bigint as months_after,
       count(*) as modifications,
       count(*) filter (where s.state in ('late', 'lost')) as redefaulted,
       count(*) filter (where s.state = 'lost') as charged_off,
       count(*) filter (where s.state = 'left') as paid_or_sold,
       count(*) filter (where s.state = 'not seen') as not_seen,
       (count(*) filter (where s.state in ('late', 'lost'))::numeric / nullif(count(*), 0))::numeric(28,12) as redefault_rate,
       coalesce(sum(s.upb_after), 0)::numeric(28,2) as upb_after,
       coalesce(sum(s.upb_after) filter (where s.state in ('late', 'lost')), 0)::numeric(28,2) as redefaulted_upb,
       (coalesce(sum(s.upb_after) filter (where s.state in ('late', 'lost')), 0) / nullif(sum(s.upb_after), 0))::numeric(28,12) as redefault_rate_upb
from states s
group by s.kind, s.currency, s.months_after
order by s.kind, s.currency, s.months_after
