-- Cases open at each month-end, by the history of their status and by the case file, which is loaded apart from it.
-- The file knows of each case when it was opened and when it was closed for good; the history knows of interruptions too, so
-- those count as open on every side here. A case whose file says no status is left out.
with cases as (
    select c.id, c.case_number, c.opened_on, case when c.status = 'open' then 'infinity' else c.closed_on end as left_on
    from escrow.escrow_case c
    where c.deleted_at is null and c.status is not null
-- include ../Catalog/Escrow/ChosenCases.part
),
months as (
    select g::date as month, (g + interval '1 month - 1 day')::date as month_end
    from escrow.month_starts(@from, @to) g
),
spans as materialized (
    select s.case_id, s.status, s.from_on, s.until_on, c.left_on,
           case when s.status = 'open' and s.status_before is distinct from 'open' then 1
                when s.status <> 'open' and s.status_before = 'open' then -1 else 0 end as change
    from escrow.case_status_spans() s
    join cases c on c.id = s.case_id
),
-- From the first opening to the last closing. Closed and cancelled later are two closings: the file may have either day.
histories as (
    select s.case_id,
           min(s.from_on) filter (where s.status = 'open') as opened_on,
           case when bool_or(s.status = 'open' and s.until_on = 'infinity') then 'infinity'
                else greatest(max(s.from_on) filter (where s.change = -1),
                              max(s.from_on) filter (where s.status <> 'open' and s.from_on = s.left_on)) end as left_on
    from spans s
    group by s.case_id
),
-- A case of which file and history say different things is a place of its own.
compared as (
    select c.id, c.opened_on as file_opened_on, c.left_on as file_left_on, h.opened_on, h.left_on,
           case when (c.opened_on, c.left_on) is distinct from (h.opened_on, h.left_on) then ', case ' || c.case_number else '' end as place
    from cases c
    left join histories h on h.case_id = c.id
),
figures as (
    select m.month, c.place,
           count(*) filter (where c.file_opened_on <= m.month_end and c.file_left_on > m.month_end) as by_file,
           count(*) filter (where c.opened_on <= m.month_end and c.left_on > m.month_end) as by_history
    from months m
    cross join compared c
    group by m.month, c.place
),
-- Interrupted on the day, and by adding up the changes.
counts as (
    select m.month, c.place,
           coalesce(sum(s.change) filter (where s.from_on <= m.month_end), 0) as added_up,
           count(*) filter (where s.status = 'open' and s.from_on <= m.month_end and s.until_on > m.month_end) as by_state
    from months m
    cross join spans s
    join compared c on c.id = s.case_id
    group by m.month, c.place
),
sides as (
    select f.month, f.place, 'Case file: opened and not closed for good' as source, f.by_file as amount
    from figures f
    union all
    select f.month, f.place, 'History: opened and not closed for the last time', f.by_history
    from figures f
    union all
    select f.month, f.place, 'Σ opened + reopened − closed − cancelled, and cases reopened later',
           coalesce(c.added_up, 0) + f.by_history - coalesce(c.by_state, 0)
    from figures f
    left join counts c on c.month = f.month and c.place = f.place
)
select '' as currency, to_char(s.month, 'YYYY-MM') || s.place as place, s.source, s.amount::numeric as amount
from sides s
order by 2, 3
