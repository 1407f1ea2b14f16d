-- Control figures of escrow/disbursement-requests per currency, request by request.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
found as (
    select c.currency::text as currency, p.paid_at, o.recorded,
           case when o.recorded then coalesce(l.status, 'submitted') else r.status end as status,
           coalesce((select h.amount from escrow.disbursement_request_history h
                     where h.request_id = r.id and h.deleted_at is null and h.amount is not null and h.changed_at::date <= @status_on
                     order by h.changed_at desc, h.seq desc limit 1), r.amount) as amount
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    left join escrow.staff s on s.id = r.staff_id
    cross join lateral (
        select exists (select from escrow.disbursement_request_history h where h.request_id = r.id and h.deleted_at is null) as recorded) o
    left join lateral (
        select h.status from escrow.disbursement_request_history h
        where h.request_id = r.id and h.deleted_at is null and h.changed_at::date <= @status_on
        order by h.changed_at desc, h.seq desc limit 1) l on true
    cross join lateral (
        select case when not o.recorded then case when r.paid_at::date <= @status_on then r.paid_at end
                    else (select h.changed_at from escrow.disbursement_request_history h
                          where h.request_id = r.id and h.deleted_at is null and h.status = 'paid' and h.changed_at::date <= @status_on
                          order by h.changed_at limit 1) end as paid_at) p
    where r.deleted_at is null
      and (@counted::text <> 'submitted' or r.submitted_at::date between @from and @to)
      and (@counted <> 'any' or r.submitted_at::date <= @to)
      and (@staff::text[] is null or s.code = any (@staff))
      and (not @without_staff or r.staff_id is null)
      and (@team::text[] is null or s.team = any (@team) or (s.team is null and 'none' = any (@team)))
),
counted as (
    select f.currency, f.amount
    from found f
    where (@status::text[] is null or f.status = any (@status))
      and (@said_by::text is null or f.recorded = (@said_by = 'history'))
      and (not @timed or f.status = 'paid' and f.paid_at is not null)
      and (@counted <> 'paid' or f.paid_at::date between @from and @to)
)
select 'requests' as section, 'amount' as figure, n.currency, sum(n.amount)::numeric as amount
from counted n
group by n.currency
union all
select 'requests', 'rows', null, count(*)
from counted n
