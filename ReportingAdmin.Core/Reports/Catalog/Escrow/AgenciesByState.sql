-- one row per state of the agencies that have a case
with cases as (
    select c.id, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
-- include ChosenCases.part
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
