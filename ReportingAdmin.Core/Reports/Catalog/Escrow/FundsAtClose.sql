-- one row per case that is closed on the day
with cases as (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
closed as (
    select s.case_id, s.changed_on
    from escrow.case_status_on(@as_of) s
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
),
amounts as (
    select k.case_id,
           sum(e.signed_amount) filter (where e.posted_on <= k.changed_on) as end_of_day,
           -sum(e.signed_amount) filter (where e.posted_on = k.changed_on and coalesce(e.reversed_kind, e.kind) = 'refund') as refunds_that_day,
           -sum(e.signed_amount) filter (where e.posted_on > k.changed_on and coalesce(e.reversed_kind, e.kind) = 'refund') as refunded_after,
           sum(e.signed_amount) filter (where e.posted_on > k.changed_on and coalesce(e.reversed_kind, e.kind) <> 'refund') as other_after,
           sum(e.signed_amount) as residual
    from closed k
    join escrow.ledger_entry e on e.case_id = k.case_id and e.posted_on <= @as_of and e.deleted_at is null
    group by k.case_id
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    k.changed_on as closed_on,
    c.currency,
    (coalesce(m.end_of_day, 0) + coalesce(m.refunds_that_day, 0))::numeric(18,2) as before_refunds,
    coalesce(m.refunds_that_day, 0)::numeric(18,2) as refunds_that_day,
    coalesce(m.end_of_day, 0)::numeric(18,2) as end_of_day,
    coalesce(m.refunded_after, 0)::numeric(18,2) as refunded_after,
    coalesce(m.other_after, 0)::numeric(18,2) as other_after,
    coalesce(m.residual, 0)::numeric(18,2) as residual
from closed k
join cases c on c.id = k.case_id
join escrow.agency a on a.id = c.agency_id
left join amounts m on m.case_id = k.case_id
order by k.changed_on, c.case_number
