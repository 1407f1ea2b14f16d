-- Control figures of escrow/life-span-statistics: closed cases, case by case.
with cases as (
    select c.id, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
closed as (
    select c.case_type, extract(year from (select h.changed_on from escrow.case_status_history h
            where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
            order by h.changed_on desc, h.seq desc limit 1)) as year_closed, ((select h.changed_on from escrow.case_status_history h
            where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
            order by h.changed_on desc, h.seq desc limit 1) - c.opened_on) / 90 as band
    from cases c
    where (select h.status from escrow.case_status_history h
            where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
            order by h.changed_on desc, h.seq desc limit 1) = any (case when @include_cancelled then array['closed', 'cancelled'] else array['closed'] end)
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
