-- Purpose: identities of the escrow data; one row per place where one does not hold.

with book as (
    select e.trust_account_id, s.statement_on, s.closing_balance,
           sum(e.signed_amount) as book,
           coalesce(sum(e.signed_amount) filter (where e.signed_amount > 0 and (e.cleared_on is null or e.cleared_on > s.statement_on)), 0) as in_transit,
           coalesce(-sum(e.signed_amount) filter (where e.signed_amount < 0 and (e.cleared_on is null or e.cleared_on > s.statement_on)), 0) as outstanding
    from escrow.bank_statement s
    join escrow.ledger_entry e on e.trust_account_id = s.trust_account_id and e.posted_on <= s.statement_on
    group by 1, 2, 3
), cases as (
    select s.statement_on, c.currency, sum(m.signed_amount) as balance
    from (select distinct b.statement_on from escrow.bank_statement b) s
    join escrow.case_month m on m.month <= s.statement_on
    join escrow.escrow_case c on c.id = m.case_id
    group by 1, 2
), books as (
    select b.statement_on, t.currency, sum(b.book) as balance
    from book b join escrow.trust_account t on t.id = b.trust_account_id
    group by 1, 2
)
select 'statement + in transit - outstanding = book' as identity, b.trust_account_id || ' ' || b.statement_on as place,
       b.closing_balance + b.in_transit - b.outstanding as expected, b.book as found
from book b
where b.closing_balance + b.in_transit - b.outstanding <> b.book
union all
select 'book = sum of case balances', coalesce(b.statement_on, c.statement_on) || ' ' || coalesce(b.currency, c.currency), c.balance, b.balance
from books b
full join cases c on c.statement_on = b.statement_on and c.currency = b.currency
where b.balance is distinct from c.balance
union all
select 'rollup = ledger', m.case_id || ' ' || m.month || ' ' || m.kind, m.ledger_amount, m.rollup_amount from escrow.check_case_month() m
union all
select 'months of the agencies = ledger', m.agency_code || ' ' || m.month || ' ' || m.figure, m.ledger_amount, m.rollup_amount
from escrow.check_agency_month() m
union all
select 'every entry has its trust account''s currency', e.entry_number, null, e.amount
from escrow.ledger_entry e
join escrow.trust_account t on t.id = e.trust_account_id
where t.currency <> e.currency
union all
select 'a disbursement is paid on a request of its case and amount', e.entry_number, r.amount, e.amount
from escrow.ledger_entry e
left join escrow.disbursement_request r on r.id = e.request_id
where e.kind = 'disbursement' and (r.id is null or r.status <> 'paid' or r.amount <> e.amount or r.case_id <> e.case_id)
union all
select 'a paid request has one disbursement', r.request_number, r.amount, count(e.id)
from escrow.disbursement_request r
left join escrow.ledger_entry e on e.request_id = r.id
where r.status = 'paid'
group by r.id, r.request_number, r.amount
having count(e.id) <> 1
union all
select 'the last line of the history is the request''s status', r.request_number, null, null
from escrow.disbursement_request r
join lateral (select h.status, h.changed_at from escrow.disbursement_request_history h where h.request_id = r.id order by h.seq desc limit 1) h on true
where (h.status, h.changed_at) is distinct from (r.status, r.status_changed_at)
union all
select 'the history goes forward', h.request_id::text, h.seq, null
from (select h.request_id, h.seq, h.changed_at, lag(h.changed_at) over (partition by h.request_id order by h.seq) as before
      from escrow.disbursement_request_history h) h
where h.changed_at <= h.before
union all
select 'no entry before its case is opened, after it is closed (refunds later excepted), or in the future', e.entry_number, null, e.amount
from escrow.ledger_entry e
join escrow.escrow_case c on c.id = e.case_id
where e.posted_on < c.opened_on or e.kind <> 'refund' and e.posted_on > c.closed_on or e.cleared_on < e.posted_on
union all
select 'the status of the case is the last of its history', c.case_number, null, null
from escrow.escrow_case c
left join escrow.case_status_on(date '9999-01-01') s on s.case_id = c.id
where s.status is distinct from c.status;
