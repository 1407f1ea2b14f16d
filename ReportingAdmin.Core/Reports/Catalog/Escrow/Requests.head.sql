-- Shared: the requests submitted in the period (requests), each with what was known of it at the period's end
-- include RequestCases.part
ends as (
    select (@to::date + 1)::timestamptz as moment
),
asked as (
    select r.id, r.case_id, r.staff_id, r.status, r.amount, r.submitted_at, r.paid_at, c.agency_id, c.currency
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    where r.deleted_at is null and r.submitted_at >= @from::date::timestamptz and r.submitted_at < (@to::date + 1)::timestamptz
      and (@staff::text[] is null or r.staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
),
-- include RequestStates.part
