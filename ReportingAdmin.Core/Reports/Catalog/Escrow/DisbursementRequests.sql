-- one row per disbursement request
-- include RequestCases.part
ends as (
    select (@status_on::date + 1)::timestamptz as moment
),
asked as (
    select r.id, r.case_id, r.staff_id, r.status, r.amount, r.submitted_at, r.paid_at, c.agency_id, c.currency
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    where r.deleted_at is null
      and (@counted::text <> 'submitted' or r.submitted_at >= @from::date::timestamptz)
      and (@counted = 'paid' or r.submitted_at < (@to::date + 1)::timestamptz)
      -- More than those first paid in the period: the rest goes below.
      and (@counted <> 'paid'
           or r.paid_at >= @from::date::timestamptz and r.paid_at < (@to::date + 1)::timestamptz
           or r.id in (select h.request_id from escrow.disbursement_request_history h
                       where h.status = 'paid' and h.changed_at >= @from::date::timestamptz and h.changed_at < (@to::date + 1)::timestamptz))
      and (@staff::text[] is null or r.staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
      and (not @without_staff or r.staff_id is null)
),
-- include RequestStates.part
select
    q.request_number,
    q.submitted_at,
    c.case_number,
    r.status,
    r.currency,
    r.amount::numeric(28,2) as amount,
    r.paid_at,
    trim_scale(r.hours) as hours,
    case when r.without_history then 'current status' else 'history' end as said_by,
    a.name as agency,
    a.code as agency_code,
    coalesce(s.name, '(no staff member)') as staff_member,
    coalesce(s.code, '') as staff_code,
    case when v.category = 'individual' then 'Individual ' || v.code else v.name end as payee,
    v.category as payee_kind,
    replace(c.case_type, '_', ' ') as case_type
from requests r
join escrow.disbursement_request q on q.id = r.id
join escrow.escrow_case c on c.id = q.case_id
join escrow.agency a on a.id = r.agency_id
left join escrow.staff s on s.id = r.staff_id
left join escrow.vendor v on v.id = q.vendor_id
where (@status::text[] is null or r.status = any (@status))
  and (@said_by::text is null or @said_by = case when r.without_history then 'current_status' else 'history' end)
  and (@team::text[] is null or coalesce(s.team, 'none') = any (@team))
  and (not @timed or r.hours is not null)
  and (@counted <> 'paid' or r.paid_at >= @from::date::timestamptz and r.paid_at < (@to::date + 1)::timestamptz)
order by q.submitted_at, q.request_number
