-- Cases open at each month-end: by adding up the changes of status, and by each case's last status up to the day.
with cases as (
    select c.id
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
months as (
    select g::date as month, (g + interval '1 month - 1 day')::date as month_end
    from escrow.month_starts(@from, @to) g
),
changes as (
    select s.from_on,
           case when s.status = 'open' and s.status_before is distinct from 'open' then 1
                when s.status <> 'open' and s.status_before = 'open' then -1 else 0 end as change
    from escrow.case_status_spans() s
    where s.case_id in (select c.id from cases c)
),
sides as (
    select m.month, 'Σ opened + reopened − closed − cancelled' as source, coalesce(sum(v.change), 0) as amount
    from months m
    left join changes v on v.from_on <= m.month_end
    group by m.month
    union all
    select m.month, 'Cases whose last status is open', count(c.id)
    from months m
    left join lateral escrow.case_status_on(m.month_end) s on s.status = 'open'
    left join cases c on c.id = s.case_id
    group by m.month
)
select '' as currency, to_char(s.month, 'YYYY-MM') as place, s.source, s.amount::numeric as amount
from sides s
order by 2, 3
