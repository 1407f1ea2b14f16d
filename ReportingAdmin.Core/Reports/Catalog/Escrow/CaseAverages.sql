-- one row per case type and currency, and one for all types
with cases as (
    select c.id, c.currency, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@include_cancelled or c.id not in (
          select s.case_id from escrow.case_status_on('infinity') s where s.status = 'cancelled'))
),
reversed as (
    select e.reverses_id, sum(e.amount) as amount
    from escrow.ledger_entry e
    where e.reversed_kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null
    group by e.reverses_id
),
deposits as (
    select e.case_id, e.posted_on, e.amount - coalesce(r.amount, 0) as net,
           min(e.posted_on) over (partition by e.case_id) as first_on
    from escrow.ledger_entry e
    left join reversed r on r.reverses_id = e.id
    where e.kind = 'deposit' and e.posted_on <= @as_of and e.deleted_at is null
      and e.amount > coalesce(r.amount, 0) and e.case_id in (select c.id from cases c)
),
starts as (
    select d.case_id, sum(d.net) as received
    from deposits d
    where d.posted_on = d.first_on
    group by d.case_id
),
closed as (
    select s.case_id, s.changed_on
    from escrow.case_status_on(@as_of) s
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
),
-- Whole months from the rollup, the day's own month from the ledger.
amounts as (
    select x.case_id, sum(x.entries) as entries,
           sum(x.net) filter (where x.kind = 'disbursement') as disbursements,
           sum(x.net) filter (where x.kind = 'deduction') as deductions,
           sum(x.net) filter (where x.kind = 'debit') as debits,
           sum(x.net) filter (where x.kind = 'deposit') as deposits
    from (select m.case_id, m.kind, m.entry_count as entries, m.net_amount as net
          from escrow.case_month m
          where m.month < date_trunc('month', @as_of::timestamp)::date
          union all
          select e.case_id, coalesce(e.reversed_kind, e.kind), 1, case when e.reversed_kind is null then e.amount else -e.amount end
          from escrow.ledger_entry e
          where e.posted_on between date_trunc('month', @as_of::timestamp)::date and @as_of and e.deleted_at is null) x
    where x.case_id in (select c.id from cases c)
    group by x.case_id
),
-- The same at each closing, before that day's refunds.
at_close as (
    select x.case_id, sum(x.amount) as funds
    from (select m.case_id, m.signed_amount as amount
          from closed k
          join escrow.case_month m on m.case_id = k.case_id and m.month < date_trunc('month', k.changed_on::timestamp)::date
          union all
          select e.case_id, e.signed_amount
          from closed k
          join escrow.ledger_entry e on e.case_id = k.case_id
              and e.posted_on between date_trunc('month', k.changed_on::timestamp)::date and k.changed_on
          where e.deleted_at is null and (e.posted_on < k.changed_on or coalesce(e.reversed_kind, e.kind) <> 'refund')) x
    group by x.case_id
),
figures as (
    select c.case_type, c.currency, coalesce(m.deposits, 0) as deposits, coalesce(m.disbursements, 0) as disbursements,
           coalesce(m.deductions, 0) as deductions, coalesce(m.debits, 0) as debits, coalesce(s.received, 0) as starting_funds,
           coalesce(m.entries, 0)::numeric as entries, k.case_id is not null as is_closed,
           case when k.case_id is not null then coalesce(t.funds, 0) end as funds_at_close,
           (k.changed_on - c.opened_on)::numeric as life_span
    from cases c
    left join amounts m on m.case_id = c.id
    left join starts s on s.case_id = c.id
    left join closed k on k.case_id = c.id
    left join at_close t on t.case_id = c.id
)
select
    coalesce(replace(f.case_type, '_', ' '), '(all types)') as case_type,
    f.currency,
    count(*) as cases,
    avg(f.deposits)::numeric(18,2) as mean_deposits,
    escrow.percentile_of(array_agg(f.deposits order by f.deposits), 0.5)::numeric(18,2) as median_deposits,
    avg(f.disbursements)::numeric(18,2) as mean_disbursements,
    escrow.percentile_of(array_agg(f.disbursements order by f.disbursements), 0.5)::numeric(18,2) as median_disbursements,
    avg(f.deductions)::numeric(18,2) as mean_deductions,
    escrow.percentile_of(array_agg(f.deductions order by f.deductions), 0.5)::numeric(18,2) as median_deductions,
    avg(f.debits)::numeric(18,2) as mean_debits,
    escrow.percentile_of(array_agg(f.debits order by f.debits), 0.5)::numeric(18,2) as median_debits,
    avg(f.starting_funds)::numeric(18,2) as mean_starting_funds,
    escrow.percentile_of(array_agg(f.starting_funds order by f.starting_funds), 0.5)::numeric(18,2) as median_starting_funds,
    round(avg(f.entries), 1) as mean_entries,
    round(escrow.percentile_of(array_agg(f.entries order by f.entries), 0.5), 1) as median_entries,
    count(*) filter (where f.is_closed) as closed_cases,
    avg(f.funds_at_close)::numeric(18,2) as mean_funds_at_close,
    escrow.percentile_of(array_agg(f.funds_at_close order by f.funds_at_close) filter (where f.is_closed), 0.5)::numeric(18,2) as median_funds_at_close,
    round(avg(f.life_span), 1) as mean_life_span,
    round(escrow.percentile_of(array_agg(f.life_span order by f.life_span) filter (where f.is_closed), 0.5), 1) as median_life_span
from figures f
group by grouping sets ((f.case_type, f.currency), (f.currency))
order by f.currency, f.case_type nulls last
