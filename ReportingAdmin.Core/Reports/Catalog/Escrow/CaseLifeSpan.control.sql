-- Control figures of escrow/case-life-span: the cases, and the longest life, case by case.
with cases as (
    select c.id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@agency_state::text[] is null or exists (
          select from escrow.agency a where a.id = c.agency_id and case when a.state is null then 'none' else a.state end = any (@agency_state)))
      and (@staff::text[] is null or exists (
          select from escrow.staff s where s.id = c.sales_staff_id and s.code = any (@staff)))
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- include StandingStatus.control-part
lives as (
    select case when l.status = 'open' then @as_of::date else l.since_on end - c.opened_on as days
    from cases c
    left join standing l on l.case_id = c.id
    where c.opened_on between coalesce(@opened_from::date, '-infinity') and @as_of
      and (coalesce(@closed_from::date, @closed_to::date) is null
           or l.status = any (case when @include_cancelled then array['closed', 'cancelled'] else array['closed'] end)
              and l.since_on between coalesce(@closed_from::date, '-infinity') and coalesce(@closed_to::date, 'infinity'))
)
select 'cases' as section, v.figure, null::text as currency, v.amount::numeric as amount
from (select count(*) as cases, coalesce(max(days), 0) as longest
      from lives
      where not coalesce(days < @least_days::bigint, false) and not coalesce(days > @most_days::bigint, false)) f
cross join lateral (values ('rows', f.cases), ('case_number', f.cases), ('days', f.longest)) v (figure, amount)
