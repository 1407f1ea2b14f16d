-- Control figures of escrow/life-span-statistics: closed cases, case by case.
with cases as (
    select c.id, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
-- include StandingStatus.control-part
closed as (
    select c.case_type, extract(year from s.since_on) as year_closed, (s.since_on - c.opened_on) / 90 as band
    from cases c
    join standing s on s.case_id = c.id
    where s.status = any (case when @include_cancelled then array['closed', 'cancelled'] else array['closed'] end)
)
select 'years' as section, 'cases' as figure, null::text as currency, count(*)::numeric as amount
from closed
union all
select 'years', 'rows', null, count(distinct (case_type, year_closed))
from closed
union all
select 'distribution', 'cases', null, count(*)
from closed
union all
select 'distribution', 'rows', null, count(distinct case_type) * coalesce(max(band) - min(band) + 1, 0)
from closed
