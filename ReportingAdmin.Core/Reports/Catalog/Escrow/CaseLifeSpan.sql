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
),
lives as (
    select c.id, c.case_number, c.case_type, c.agency_id, c.opened_on, s.status, s.changed_on,
           (case when s.status = 'open' then @as_of::date else s.changed_on end - c.opened_on)::bigint as days
    from cases c
    join escrow.case_status_on(@as_of) s on s.case_id = c.id
)
select
    v.case_number,
    replace(v.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    v.opened_on,
    l.last_closed_on,
    v.status = 'open' as still_open,
    v.days
from lives v
join escrow.agency a on a.id = v.agency_id
left join closings l on l.case_id = v.id
where (@closed_from::date is null and @closed_to::date is null or v.status = 'closed' or (@include_cancelled and v.status = 'cancelled'))
  and (@closed_from::date is null or v.changed_on >= @closed_from)
  and (@closed_to::date is null or v.changed_on <= @closed_to)
  and (@least_days::bigint is null or v.days >= @least_days)
  and (@most_days::bigint is null or v.days <= @most_days)
order by v.opened_on, v.case_number
