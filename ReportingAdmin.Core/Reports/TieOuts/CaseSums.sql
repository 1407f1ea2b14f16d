-- Means and medians over the cases of each type and of all: each case from the rollup's months before the day's own and the ledger of that one,
-- deposits one by one from the ledger, funds at close back from the end of the closing's month.
with lives as (
    -- Of the spans in which a case had a status the last never ends, and one holds the day: what it says began where it last changed.
    select s.case_id,
           bool_or(s.status = 'cancelled' and s.until_on = 'infinity') as is_cancelled,
           case when bool_or(s.from_on <= @as_of and s.until_on > @as_of
                             and (s.status = 'closed' or (s.status = 'cancelled' and @include_cancelled)))
                then max(s.from_on) filter (where s.from_on <= @as_of and s.status is distinct from s.status_before) end as closed_on
    from escrow.case_status_spans() s
    group by s.case_id
),
cases as (
    select c.id, c.currency, c.case_type, c.opened_on, l.closed_on
    from escrow.escrow_case c
    left join lives l on l.case_id = c.id
    where c.opened_on <= @as_of
      and c.deleted_at is null
      and (@include_cancelled or l.is_cancelled is not true)
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
),
parts as (
    select m.case_id, m.kind, m.net_amount as amount, m.entry_count as entries
    from escrow.case_month m
    where m.month < date_trunc('month', @as_of::timestamp)::date
    union all
    select e.case_id, coalesce(e.reversed_kind, e.kind), case when e.reversed_kind is null then e.amount else -e.amount end, 1
    from escrow.ledger_entry e
    where e.posted_on between date_trunc('month', @as_of::timestamp)::date and @as_of and e.deleted_at is null
),
flows as (
    select p.case_id, sum(p.entries) as entries,
           sum(p.amount) filter (where p.kind = 'disbursement') as disbursements,
           sum(p.amount) filter (where p.kind = 'deduction') as deductions,
           sum(p.amount) filter (where p.kind = 'debit') as debits
    from parts p
    group by p.case_id
),
-- What is left of each deposit.
deposits as (
    select d.case_id, d.deposit_id, max(d.posted_on) as received_on, sum(d.amount) as amount
    from (select e.case_id, e.id as deposit_id, e.posted_on, e.amount
          from escrow.ledger_entry e
          where e.kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null
          union all
          select e.case_id, e.reverses_id, null, -e.amount
          from escrow.ledger_entry e
          where e.reversed_kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null) d
    group by d.case_id, d.deposit_id
),
receipts as (
    select t.case_id, sum(t.amount) as deposits, (array_agg(t.received order by t.received_on) filter (where t.received > 0))[1] as starting_funds
    from (select d.case_id, d.received_on, sum(d.amount) as amount, sum(d.amount) filter (where d.amount > 0) as received
          from deposits d
          group by d.case_id, d.received_on) t
    group by t.case_id
),
-- What stood at the end of the closing's month, less what came after the day, and the day's refunds given back.
month_ends as (
    select m.case_id, sum(m.signed_amount) as balance
    from escrow.case_month m
    join cases c on c.id = m.case_id
    where m.month <= c.closed_on
    group by m.case_id
),
undone as (
    select c.id as case_id, sum(e.signed_amount) as amount
    from cases c
    cross join lateral (
        select e.signed_amount
        from escrow.ledger_entry e
        where e.case_id = c.id and e.deleted_at is null
          and e.posted_on between c.closed_on and (date_trunc('month', c.closed_on::timestamp) + interval '1 month - 1 day')::date
          and (e.posted_on > c.closed_on or 'refund' in (e.kind, e.reversed_kind))) e
    group by c.id
),
figures as (
    select c.currency, c.case_type, c.closed_on, c.closed_on - c.opened_on as days,
           coalesce(f.entries, 0)::numeric as entries, coalesce(r.deposits, 0) as deposits, coalesce(f.disbursements, 0) as disbursements,
           coalesce(f.deductions, 0) as deductions, coalesce(f.debits, 0) as debits, coalesce(r.starting_funds, 0) as starting_funds,
           case when c.closed_on is not null then coalesce(b.balance, 0) - coalesce(u.amount, 0) end as funds
    from cases c
    left join flows f on f.case_id = c.id
    left join receipts r on r.case_id = c.id
    left join month_ends b on b.case_id = c.id
    left join undone u on u.case_id = c.id
),
-- The two values in the middle; of an odd number both are the same one.
sums as (
    select f.currency, coalesce(replace(f.case_type, '_', ' '), '(all types)') as type, count(*) as cases, count(f.closed_on) as closed,
           sum(f.deposits) as deposits, percentile_disc(array[0.5, 0.500000001]) within group (order by f.deposits) as mid_deposits,
           sum(f.disbursements) as disbursements, percentile_disc(array[0.5, 0.500000001]) within group (order by f.disbursements) as mid_disbursements,
           sum(f.deductions) as deductions, percentile_disc(array[0.5, 0.500000001]) within group (order by f.deductions) as mid_deductions,
           sum(f.debits) as debits, percentile_disc(array[0.5, 0.500000001]) within group (order by f.debits) as mid_debits,
           sum(f.starting_funds) as starting_funds, percentile_disc(array[0.5, 0.500000001]) within group (order by f.starting_funds) as mid_starting_funds,
           sum(f.entries) as entries, percentile_disc(array[0.5, 0.500000001]) within group (order by f.entries) as mid_entries,
           sum(f.funds) as funds, percentile_disc(array[0.5, 0.500000001]) within group (order by f.funds) as mid_funds,
           sum(f.days) as days, percentile_disc(array[0.5, 0.500000001]) within group (order by f.days) as mid_days
    from figures f
    group by grouping sets ((f.currency, f.case_type), (f.currency))
)
select s.currency::text as currency, s.type || ', ' || v.word as place, 'Case by case' as source, v.amount::numeric as amount
from sums s
cross join lateral (values
    ('cases', s.cases),
    ('closed cases', s.closed),
    ('mean deposits', round(s.deposits / s.cases, 2)),
    ('median deposits', round((s.mid_deposits[1] + s.mid_deposits[2]) / 2, 2)),
    ('mean disbursements', round(s.disbursements / s.cases, 2)),
    ('median disbursements', round((s.mid_disbursements[1] + s.mid_disbursements[2]) / 2, 2)),
    ('mean deductions', round(s.deductions / s.cases, 2)),
    ('median deductions', round((s.mid_deductions[1] + s.mid_deductions[2]) / 2, 2)),
    ('mean debits', round(s.debits / s.cases, 2)),
    ('median debits', round((s.mid_debits[1] + s.mid_debits[2]) / 2, 2)),
    ('mean starting funds', round(s.starting_funds / s.cases, 2)),
    ('median starting funds', round((s.mid_starting_funds[1] + s.mid_starting_funds[2]) / 2, 2)),
    ('mean entries', round(s.entries / s.cases, 9)),
    ('median entries', round((s.mid_entries[1] + s.mid_entries[2]) / 2, 9)),
    ('mean funds at close', round(s.funds / nullif(s.closed, 0), 2)),
    ('median funds at close', round((s.mid_funds[1] + s.mid_funds[2]) / 2, 2)),
    ('mean life span', round(s.days / nullif(s.closed, 0)::numeric, 9)),
    ('median life span', round((s.mid_days[1] + s.mid_days[2]) / 2.0, 9))) v (word, amount)
where v.amount is not null
order by 1, 2
