-- Shared: the requests submitted in the period (requests), each with what was known of it at the period's end
with cases as (
    select c.id, c.currency, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
asked as (
    select r.id, r.case_id, r.staff_id, r.status, r.amount, r.submitted_at, r.paid_at, c.agency_id, c.currency
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    where r.deleted_at is null and r.submitted_at >= @from::date::timestamptz and r.submitted_at < (@to::date + 1)::timestamptz
      and (@staff::text[] is null or r.staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
),
-- What the history knew by the end of the last day; a request of which nothing is recorded has its current status.
history as (
    select h.request_id,
           count(*) filter (where h.changed_at < (@to::date + 1)::timestamptz) as known,
           (array_agg(h.status order by h.changed_at desc, h.seq desc) filter (where h.changed_at < (@to::date + 1)::timestamptz))[1] as status,
           (array_agg(h.amount order by h.changed_at desc, h.seq desc)
               filter (where h.changed_at < (@to::date + 1)::timestamptz and h.amount is not null))[1] as amount,
           min(h.changed_at) filter (where h.status = 'paid' and h.changed_at < (@to::date + 1)::timestamptz) as paid_at
    from escrow.disbursement_request_history h
    where h.deleted_at is null and h.request_id in (select a.id from asked a)
    group by h.request_id
),
requests as (
    select a.agency_id, a.staff_id, a.currency, date_trunc('month', a.submitted_at)::date as month,
           case when h.request_id is null then a.status when h.known = 0 then 'submitted' else h.status end as status,
           coalesce(h.amount, a.amount) as amount,
           h.request_id is null as without_history,
           round(extract(epoch from case when h.request_id is not null then h.paid_at
                                         when a.paid_at < (@to::date + 1)::timestamptz then a.paid_at end - a.submitted_at) / 3600, 4) as hours
    from asked a
    left join history h on h.request_id = a.id
)
