-- one row per case that is closed on the day
with cases as (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
closed as (
    select s.case_id, s.changed_on, date_trunc('month', s.changed_on::timestamp)::date as closing_month
    from escrow.case_status_on(@as_of) s
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
),
-- Whole months before the closing's from the rollup, from that month on the ledger: few entries follow a closing.
amounts as (
    select x.case_id,
           sum(x.amount) filter (where not x.is_after) as end_of_day,
           -sum(x.amount) filter (where x.is_refund and not x.is_after) as refunds_that_day,
           -sum(x.amount) filter (where x.is_refund and x.is_after) as refunded_after,
           sum(x.amount) filter (where not x.is_refund and x.is_after) as other_after,
           sum(x.amount) as residual
    from (select k.case_id, m.amount, false as is_after, false as is_refund
          from closed k
          cross join lateral (select sum(m.signed_amount) as amount
                              from escrow.case_month m
                              where m.case_id = k.case_id and m.month < k.closing_month) m
          union all
          select k.case_id, e.signed_amount, e.posted_on > k.changed_on,
                 e.posted_on >= k.changed_on and coalesce(e.reversed_kind, e.kind) = 'refund'
          from closed k
          cross join lateral (select e.posted_on, e.kind, e.reversed_kind, e.signed_amount
                              from escrow.ledger_entry e
                              where e.case_id = k.case_id and e.posted_on >= k.closing_month and e.posted_on <= @as_of
                                and e.deleted_at is null
                              offset 0) e) x
    group by x.case_id
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    k.changed_on as closed_on,
    c.currency,
    (coalesce(m.end_of_day, 0) + coalesce(m.refunds_that_day, 0))::numeric(28,2) as before_refunds,
    coalesce(m.refunds_that_day, 0)::numeric(28,2) as refunds_that_day,
    coalesce(m.end_of_day, 0)::numeric(28,2) as end_of_day,
    coalesce(m.refunded_after, 0)::numeric(28,2) as refunded_after,
    coalesce(m.other_after, 0)::numeric(28,2) as other_after,
    coalesce(m.residual, 0)::numeric(28,2) as residual
from closed k
join cases c on c.id = k.case_id
join escrow.agency a on a.id = c.agency_id
left join amounts m on m.case_id = k.case_id
order by k.changed_on, c.case_number
