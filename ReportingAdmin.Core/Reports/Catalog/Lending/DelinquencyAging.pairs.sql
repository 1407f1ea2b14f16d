-- one row per month, currency, state a month before and state now: loans and principal that went from one to the other
with loads as (
    select s.portfolio_code, s.month_end
    from lending.loan_month_load s
    where s.complete
      and s.deleted_at is null
),
-- A portfolio's month that is not loaded in full is as one without a snapshot: it is chance which of its loans are there.
snapshots as not materialized (
    select m.month_end,
           m.loan_id,
           m.portfolio_code,
           m.currency::text as currency,
           m.upb,
           m.status,
           greatest(l.originated_on, l.boarded_on) as began_on,
           -- A loan outside the filters is only followed: where it went, or where it came from.
           (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
               and (@program::text[] is null
                    or coalesce(m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))), false))
               as inside,
           case when m.status = 'active'
               then lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
               else m.status end as ladder_state
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    join loads f on f.portfolio_code = m.portfolio_code and f.month_end = m.month_end
    left join lending.loan l on l.id = m.loan_id
    where m.deleted_at is null
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
),
-- Month-ends are paired with the very next one only: a month without a snapshot is never bridged.
earlier as (
    select s.*, (date_trunc('month', s.month_end::timestamp) + interval '2 months' - interval '1 day')::date as now_on
    from snapshots s
    where s.month_end >= (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @roll_months::integer - 1) - interval '1 day')::date
      and s.month_end < @month_end
),
later as (
    select s.*
    from snapshots s
    where s.month_end > (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @roll_months::integer - 1) - interval '1 day')::date
      and s.month_end <= @month_end
),
modified as (
    select distinct d.loan_id, (date_trunc('month', d.effective_on::timestamp) + interval '1 month' - interval '1 day')::date as now_on
    from lending.modification d
    where d.deleted_at is null
      and d.effective_on > (date_trunc('month', @month_end::date::timestamp) - make_interval(months => @roll_months::integer - 1) - interval '1 day')::date
      and d.effective_on <= @month_end
),
paired as (
    select coalesce(b.month_end, a.now_on) as month_end,
           coalesce(a.currency, b.currency) as currency,
           coalesce(a.loan_id, b.loan_id) as loan_id,
           a.inside and a.status = 'active' as counted,
           f.month_end is not null as observed,
           case when a.loan_id is null then
                    case when b.began_on > (date_trunc('month', b.month_end::timestamp) - interval '1 day')::date then 'new' else 'no_snapshot' end
                when not a.inside then 'transferred'
                else a.ladder_state end as state_then,
           case when b.loan_id is null then 'no_snapshot'
                when not b.inside then 'transferred'
                else b.ladder_state end as state_now,
           -- What came from nowhere has no principal then: it is shown with that of now.
           case when a.inside and a.status = 'active' then a.upb else b.upb end as upb
    from earlier a
    full join later b on b.loan_id = a.loan_id and b.month_end = a.now_on
    left join loads f on f.portfolio_code = a.portfolio_code and f.month_end = a.now_on
    -- Those that had left stay away, and those outside on both sides are nobody's.
    where (a.inside and a.status = 'active') or (b.inside and (a.loan_id is null or b.status = 'active'))
),
stated as (
    select r.month_end,
           r.currency,
           coalesce(r.counted, false) as counted,
           r.observed,
           case when r.state_then in ('120-149', '150-179', '180+') and not @split_over_120 then '120+' else r.state_then end as state_then,
           case when r.state_now in ('120-149', '150-179', '180+') and not @split_over_120 then '120+' else r.state_now end as state_now,
           r.upb,
           d.loan_id is not null as modified
    from paired r
    left join modified d on d.loan_id = r.loan_id and d.now_on = r.month_end
)
select t.month_end,
       t.currency,
       t.counted,
       t.observed,
       t.state_then,
       t.state_now,
       count(*) as loans,
       sum(t.upb)::numeric(28,2) as upb,
       coalesce(sum(t.upb) filter (where t.modified), 0)::numeric(28,2) as modified_upb
from stated t
group by t.month_end, t.currency, t.counted, t.observed, t.state_then, t.state_now
order by t.month_end, t.currency, t.counted desc, t.observed desc, t.state_then, t.state_now
