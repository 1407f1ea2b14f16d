-- one row per case type and currency, and one for all types
with cases as not materialized (
    select c.id, c.currency, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
-- include ChosenCasesByGroup.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- include FirstDeposits.part
closed as not materialized (
    select s.case_id, s.changed_on, date_trunc('month', s.changed_on::timestamp)::date as closing_month
    from escrow.case_status_on(@as_of) s
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
),
-- From the rollup: everything to the end of the day's month, and the balance before the month of the closing.
months as (
    select m.case_id, sum(m.entry_count) as entries,
           sum(m.net_amount) filter (where m.kind = 'disbursement') as disbursements,
           sum(m.net_amount) filter (where m.kind = 'deduction') as deductions,
           sum(m.net_amount) filter (where m.kind = 'debit') as debits,
           sum(m.net_amount) filter (where m.kind = 'deposit') as deposits,
           sum(m.signed_amount) filter (where m.month < k.closing_month) as before_closing
    from escrow.case_month m
    join cases c on c.id = m.case_id
    left join closed k on k.case_id = m.case_id
    where m.month <= @as_of
    group by m.case_id
),
-- What the day's month has after the day: nothing, mostly.
later as (
    select e.case_id, count(*) as entries,
           sum(e.net) filter (where e.kind = 'disbursement') as disbursements,
           sum(e.net) filter (where e.kind = 'deduction') as deductions,
           sum(e.net) filter (where e.kind = 'debit') as debits,
           sum(e.net) filter (where e.kind = 'deposit') as deposits
    from (select e.case_id, coalesce(e.reversed_kind, e.kind) as kind,
                 case when e.reversed_kind is null then e.amount else -e.amount end as net
          from escrow.ledger_entry e
          where e.posted_on > @as_of and e.posted_on < (date_trunc('month', @as_of::timestamp) + interval '1 month')::date
            and e.deleted_at is null) e
    group by e.case_id
),
-- From the ledger: the month of the closing up to it, before that day's refunds.
closing_months as (
    select k.case_id, sum(e.signed_amount) as funds
    from closed k
    cross join lateral (select e.posted_on, e.kind, e.reversed_kind, e.signed_amount
                        from escrow.ledger_entry e
                        where e.case_id = k.case_id and e.posted_on between k.closing_month and k.changed_on and e.deleted_at is null
                        offset 0) e
    where e.posted_on < k.changed_on or coalesce(e.reversed_kind, e.kind) <> 'refund'
    group by k.case_id
),
figures as (
    select c.case_type, c.currency, coalesce(m.deposits, 0) - coalesce(l.deposits, 0) as deposits,
           coalesce(m.disbursements, 0) - coalesce(l.disbursements, 0) as disbursements,
           coalesce(m.deductions, 0) - coalesce(l.deductions, 0) as deductions,
           coalesce(m.debits, 0) - coalesce(l.debits, 0) as debits, coalesce(s.received, 0) as starting_funds,
           (coalesce(m.entries, 0) - coalesce(l.entries, 0))::numeric as entries, k.case_id is not null as is_closed,
           case when k.case_id is not null then coalesce(m.before_closing, 0) + coalesce(t.funds, 0) end as funds_at_close,
           (k.changed_on - c.opened_on)::numeric as life_span
    from cases c
    left join months m on m.case_id = c.id
    left join later l on l.case_id = c.id
    left join starts s on s.case_id = c.id
    left join closed k on k.case_id = c.id
    left join closing_months t on t.case_id = c.id
)
select
    coalesce(replace(f.case_type, '_', ' '), '(all types)') as case_type,
    f.currency,
    count(*) as cases,
    avg(f.deposits)::numeric(28,2) as mean_deposits,
    escrow.percentile_of(array_agg(f.deposits order by f.deposits), 0.5)::numeric(28,2) as median_deposits,
    avg(f.disbursements)::numeric(28,2) as mean_disbursements,
    escrow.percentile_of(array_agg(f.disbursements order by f.disbursements), 0.5)::numeric(28,2) as median_disbursements,
    avg(f.deductions)::numeric(28,2) as mean_deductions,
    escrow.percentile_of(array_agg(f.deductions order by f.deductions), 0.5)::numeric(28,2) as median_deductions,
    avg(f.debits)::numeric(28,2) as mean_debits,
    escrow.percentile_of(array_agg(f.debits order by f.debits), 0.5)::numeric(28,2) as median_debits,
    avg(f.starting_funds)::numeric(28,2) as mean_starting_funds,
    escrow.percentile_of(array_agg(f.starting_funds order by f.starting_funds), 0.5)::numeric(28,2) as median_starting_funds,
    trim_scale(round(avg(f.entries), 9)) as mean_entries,
    trim_scale(round(escrow.percentile_of(array_agg(f.entries order by f.entries), 0.5), 9)) as median_entries,
    count(*) filter (where f.is_closed) as closed_cases,
    avg(f.funds_at_close)::numeric(28,2) as mean_funds_at_close,
    escrow.percentile_of(array_agg(f.funds_at_close order by f.funds_at_close) filter (where f.is_closed), 0.5)::numeric(28,2) as median_funds_at_close,
    trim_scale(round(avg(f.life_span), 9)) as mean_life_span,
    trim_scale(round(escrow.percentile_of(array_agg(f.life_span order by f.life_span) filter (where f.is_closed), 0.5), 9)) as median_life_span
from figures f
group by grouping sets ((f.case_type, f.currency), (f.currency))
order by f.currency, f.case_type nulls last
