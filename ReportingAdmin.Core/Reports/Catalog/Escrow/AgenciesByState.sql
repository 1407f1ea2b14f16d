-- one row per state of the agencies that have a case
with cases as (
    select c.id, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
)
select
    coalesce(a.state, '(no state)') as state,
    count(distinct a.id) as agencies,
    count(c.id) as cases,
    count(c.id) filter (where s.status = 'open') as open_cases
from cases c
join escrow.agency a on a.id = c.agency_id
left join escrow.case_status_on(@as_of) s on s.case_id = c.id
group by a.state
order by a.state nulls last
