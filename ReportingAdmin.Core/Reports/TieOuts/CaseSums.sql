-- Means over the cases of each type and of all, from the ledger and the history alone.
with cases as (
    select c.id, c.currency, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or 'cancelled' is distinct from (
          select h.status from escrow.case_status_history h
          where h.case_id = c.id and h.deleted_at is null
          order by h.changed_on desc, h.seq desc limit 1))
),
lives as (
    select c.id, c.currency, c.case_type, case when s.status = 'closed' or (@include_cancelled and s.status = 'cancelled') then s.changed_on end as closed_on, c.opened_on
    from cases c
    left join lateral (
        select h.status, h.changed_on from escrow.case_status_history h
        where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
        order by h.changed_on desc, h.seq desc limit 1) s on true
),
counts as (
    select l.currency, l.case_type, count(*) as cases, count(l.closed_on) as closed, sum(l.closed_on - l.opened_on) as days
    from lives l
    group by l.currency, l.case_type
),
-- Not by case: the sums are enough, and there are millions of entries.
entries as (
    select l.currency, l.case_type, count(*) as entries,
           sum(e.signed_amount) filter (where 'deposit' in (e.kind, e.reversed_kind)) as deposits,
           -sum(e.signed_amount) filter (where 'disbursement' in (e.kind, e.reversed_kind)) as disbursements,
           -sum(e.signed_amount) filter (where 'deduction' in (e.kind, e.reversed_kind)) as deductions,
           -sum(e.signed_amount) filter (where 'debit' in (e.kind, e.reversed_kind)) as debits,
           sum(e.signed_amount) filter (where e.posted_on < l.closed_on or (e.posted_on = l.closed_on and 'refund' <> all (array[e.kind, coalesce(e.reversed_kind, e.kind)]))) as funds
    from escrow.ledger_entry e
    join lives l on l.id = e.case_id
    where e.posted_on <= @as_of and e.deleted_at is null
    group by l.currency, l.case_type
),
sums as (
    select c.currency, coalesce(replace(c.case_type, '_', ' '), '(all types)') as type, sum(c.cases) as cases, sum(c.closed) as closed, sum(c.days) as days,
           coalesce(sum(e.entries), 0) as entries, coalesce(sum(e.deposits), 0) as deposits, coalesce(sum(e.disbursements), 0) as disbursements,
           coalesce(sum(e.deductions), 0) as deductions, coalesce(sum(e.debits), 0) as debits, coalesce(sum(e.funds), 0) as funds
    from counts c
    left join entries e on e.currency = c.currency and e.case_type = c.case_type
    group by grouping sets ((c.currency, c.case_type), (c.currency))
)
select s.currency::text as currency, s.type || ', ' || v.word as place, 'Ledger' as source, v.amount::numeric as amount
from sums s
cross join lateral (values
    ('cases', s.cases),
    ('closed cases', s.closed),
    ('mean deposits', round(s.deposits / s.cases, 2)),
    ('mean disbursements', round(s.disbursements / s.cases, 2)),
    ('mean deductions', round(s.deductions / s.cases, 2)),
    ('mean debits', round(s.debits / s.cases, 2)),
    ('mean entries', round(s.entries / s.cases, 9)),
    ('mean funds at close', round(s.funds / nullif(s.closed, 0), 2)),
    ('mean life span', round(s.days / nullif(s.closed, 0), 9))) v (word, amount)
where v.amount is not null
order by 1, 2
