-- one row per exception
with
-- include CaseBalances.part
closed_balances as (
    select b.case_id, b.currency, b.balance, s.changed_on
    from balances b
    join escrow.case_status_on(@as_of) s on s.case_id = b.case_id and s.status <> 'open'
    where b.balance <> 0
),
first_disbursements as (
    select distinct on (e.case_id) e.case_id, e.currency, e.entry_number, e.amount, e.posted_on
    from escrow.ledger_entry e
    where e.kind = 'disbursement' and e.posted_on <= @as_of and e.deleted_at is null
    order by e.case_id, e.posted_on, e.id
),
early as (
    select f.case_id, f.currency, f.entry_number, f.amount, f.posted_on
    from first_disbursements f
    where (select coalesce(sum(e.signed_amount), 0)
           from escrow.ledger_entry e
           where e.case_id = f.case_id and e.posted_on <= f.posted_on and e.deleted_at is null
             and coalesce(e.reversed_kind, e.kind) in ('deposit', 'opening')) <= 0
),
-- Reversals of entries where neither has cleared: the bank will see neither of them.
voids as (
    select r.id, r.reverses_id, r.signed_amount
    from escrow.ledger_entry r
    join escrow.ledger_entry o on o.id = r.reverses_id and o.trust_account_id = r.trust_account_id
    where r.reverses_id is not null and r.posted_on <= @as_of and r.deleted_at is null and coalesce(r.cleared_on, 'infinity') > @as_of
      and o.posted_on <= @as_of and o.deleted_at is null and coalesce(o.cleared_on, 'infinity') > @as_of
),
-- Of accounts with a statement: elsewhere nobody says what the bank has cleared. An entry stands with what is left of it.
uncleared as (
    select e.case_id, e.entry_number, e.currency, e.posted_on, e.signed_amount + coalesce(v.amount, 0) as rest
    from escrow.trust_account t
    join escrow.ledger_entry e on e.trust_account_id = t.id
    left join (select w.reverses_id, sum(w.signed_amount) as amount from voids w group by w.reverses_id) v on v.reverses_id = e.id
    where t.deleted_at is null
      and exists (select from escrow.bank_statement s where s.trust_account_id = t.id and s.statement_on <= @as_of and s.deleted_at is null)
      and e.posted_on < @as_of::date - @stale_days::integer and coalesce(e.cleared_on, 'infinity') > @as_of and e.deleted_at is null
      and not exists (select from voids w where w.id = e.id)
),
exceptions as (
    select 1 as place, 'negative balance' as exception, b.case_id, '' as entry_number, b.currency, b.balance as amount, null::date as since
    from balances b
    where b.balance < 0
    union all
    select 2, 'closed with a balance', b.case_id, '', b.currency, b.balance, b.changed_on
    from closed_balances b
    union all
    select 3, 'disbursed before funded', d.case_id, d.entry_number, d.currency, d.amount, d.posted_on
    from early d
    union all
    select 4, 'uncleared', u.case_id, u.entry_number, u.currency, u.rest, u.posted_on
    from uncleared u
    where u.rest <> 0
    union all
    select 5, 'another currency than the account', e.case_id, e.entry_number, e.currency, e.signed_amount, e.posted_on
    from escrow.trust_account t
    join escrow.ledger_entry e on e.trust_account_id = t.id
    where e.posted_on <= @as_of and e.deleted_at is null and t.deleted_at is null
      and case when e.currency = t.currency then 0 else 1 end = 1 -- by <> the planner takes every other entry for one, and the file is queued
    union all
    select 6, 'deleted with a balance', b.case_id, '', b.currency, b.balance, null
    from balances b
    join escrow.escrow_case c on c.id = b.case_id
    where b.balance <> 0 and c.deleted_at is not null
)
select
    x.exception,
    c.case_number,
    case when c.deleted_at is not null then 'deleted' end as case_deleted,
    x.entry_number,
    a.name as agency,
    x.since,
    (@as_of::date - x.since)::bigint as days,
    x.currency,
    x.amount::numeric(28,2) as amount
from exceptions x
join escrow.escrow_case c on c.id = x.case_id
join escrow.agency a on a.id = c.agency_id
order by x.place, x.since nulls first, c.case_number, x.entry_number
