-- one row per case opened by the day
with cases as (
    select c.id, c.case_number, c.case_type, c.agency_id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of and (@opened_from::date is null or c.opened_on >= @opened_from)
-- include ChosenCases.part
      and (@agency_state::text[] is null or c.agency_id in (select a.id from escrow.agency a where coalesce(a.state, 'none') = any (@agency_state)))
      and (@staff::text[] is null or c.sales_staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
      and (@currency::text[] is null or c.currency = any (@currency))
),
closings as (
    select s.case_id, max(s.from_on) as last_closed_on
    from escrow.case_status_spans() s
    -- Closed again while it was closed is no closing.
    where s.status = 'closed' and s.status_before is distinct from 'closed' and s.from_on <= @as_of
    group by s.case_id
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    c.opened_on,
    l.last_closed_on,
    s.status = 'open' as still_open,
    (case when s.status = 'open' then @as_of::date else s.changed_on end - c.opened_on)::bigint as days
from cases c
join escrow.case_status_on(@as_of) s on s.case_id = c.id
join escrow.agency a on a.id = c.agency_id
left join closings l on l.case_id = c.id
where (@closed_from::date is null and @closed_to::date is null or s.status = 'closed' or (@include_cancelled and s.status = 'cancelled'))
  and (@closed_from::date is null or s.changed_on >= @closed_from)
  and (@closed_to::date is null or s.changed_on <= @closed_to)
order by c.opened_on, c.case_number
