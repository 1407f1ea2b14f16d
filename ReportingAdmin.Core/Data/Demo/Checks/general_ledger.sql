-- Purpose: identities between the general ledger and the books of the loans; one row per place where one does not hold.

with month_ends as (
    select distinct l.month_end, date_trunc('month', l.month_end::timestamp)::date as month from lending.loan_month_load l where l.complete
), posted as (
    select j.posted_on, (date_trunc('month', j.posted_on::timestamp) + interval '1 month')::date - 1 as month_end,
           date_trunc('month', j.posted_on::timestamp)::date as month, j.source, j.kind, a.control, a.code as account, l.currency, l.portfolio_code, l.debit - l.credit as amount
    from lending.journal_line l
    join lending.journal_entry j on j.id = l.entry_id
    join lending.gl_account a on a.id = l.account_id
), balances as (
    select m.month_end, p.control, p.currency, p.portfolio_code, sum(p.amount) as balance
    from month_ends m
    join posted p on p.posted_on <= m.month_end
    where p.control is not null
    group by 1, 2, 3, 4
), books as (
    select s.month_end, s.portfolio_code, s.currency, sum(s.upb) as upb, sum(s.accrued_interest) as accrued
    from lending.loan_month s
    join lending.portfolio p on p.id = s.portfolio_id and p.owned
    group by 1, 2, 3
), fees as (
    select m.month_end, f.portfolio_code, f.currency, sum(f.amount) as outstanding
    from month_ends m
    join (select f.portfolio_code, f.currency, f.assessed_on as day, f.amount from lending.fee f
          union all
          select e.portfolio_code, e.currency, e.occurred_on, case e.kind when 'collection_reversed' then e.amount when 'refunded' then 0 else -e.amount end
          from lending.fee_event e) f on f.day <= m.month_end
    group by 1, 2, 3
), fee_income as (
    select f.month, f.portfolio_code, f.currency, sum(f.amount) as amount
    from (select date_trunc('month', f.assessed_on::timestamp)::date as month, f.portfolio_code, f.currency, f.amount from lending.fee f
          union all
          select date_trunc('month', e.occurred_on::timestamp)::date, e.portfolio_code, e.currency, -e.amount
          from lending.fee_event e where e.kind in ('waived', 'refunded')) f
    group by 1, 2, 3
), losses as (
    select x.month_end, x.portfolio_code, x.currency, sum(x.amount) as amount
    from (select (date_trunc('month', c.posted_on::timestamp) + interval '1 month')::date - 1 as month_end, c.portfolio_code, c.currency, c.principal as amount
          from lending.charge_off c
          union all
          select (date_trunc('month', r.posted_on::timestamp) + interval '1 month')::date - 1, r.portfolio_code, r.currency, -r.amount
          from lending.recovery r) x
    join lending.portfolio p on p.code = x.portfolio_code and p.owned
    group by 1, 2, 3
), payments as (
    select p.posted_on, p.portfolio_code, p.currency, x.control, sum(x.amount) as amount
    from lending.payment p
    join lending.portfolio f on f.code = p.portfolio_code and f.owned
    cross join lateral (values ('cash', p.amount), ('loans_receivable', -p.principal), ('interest_receivable', -p.interest),
        ('fee_receivable', -p.fees), ('escrow_liability', -p.escrow), ('unapplied', -p.unapplied)) as x (control, amount)
    group by 1, 2, 3, 4
    having sum(x.amount) <> 0
), payment_lines as (
    select p.posted_on, p.portfolio_code, p.currency, p.control, sum(p.amount) as amount
    from posted p where p.source = 'payment'
    group by 1, 2, 3, 4
    having sum(p.amount) <> 0
)
select 'loans receivable = UPB of owned loans' as identity, coalesce(g.month_end, b.month_end) || ' ' || coalesce(g.portfolio_code, b.portfolio_code) as place, b.upb as expected, g.balance as found
from (select * from balances g where g.control = 'loans_receivable' and g.balance <> 0) g
full join books b on b.month_end = g.month_end and b.portfolio_code = g.portfolio_code and b.currency = g.currency
where coalesce(g.balance, 0) <> coalesce(b.upb, 0)
union all
select 'interest receivable = accrued of owned loans', coalesce(g.month_end, b.month_end) || ' ' || coalesce(g.portfolio_code, b.portfolio_code), b.accrued, g.balance
from (select * from balances g where g.control = 'interest_receivable' and g.balance <> 0) g
full join books b on b.month_end = g.month_end and b.portfolio_code = g.portfolio_code and b.currency = g.currency
where coalesce(g.balance, 0) <> coalesce(b.accrued, 0)
union all
select 'fee receivable = fees outstanding', coalesce(g.month_end, f.month_end) || ' ' || coalesce(g.portfolio_code, f.portfolio_code), f.outstanding, g.balance
from (select * from balances g where g.control = 'fee_receivable') g
full join fees f on f.month_end = g.month_end and f.portfolio_code = g.portfolio_code and f.currency = g.currency
where coalesce(g.balance, 0) <> coalesce(f.outstanding, 0)
union all
select 'unapplied = unapplied of payments', g.month_end || ' ' || g.portfolio_code, -sum(p.unapplied), g.balance
from balances g
join lending.payment p on p.portfolio_code = g.portfolio_code and p.currency = g.currency and p.posted_on <= g.month_end
where g.control = 'unapplied'
group by g.month_end, g.portfolio_code, g.currency, g.balance
having g.balance <> -sum(p.unapplied)
union all
select 'fee income = assessed - waived - refunded', coalesce(g.month, f.month) || ' ' || coalesce(g.portfolio_code, f.portfolio_code), f.amount, g.amount
from (select p.month, p.portfolio_code, p.currency, -sum(p.amount) as amount from posted p where p.control = 'fee_income' and p.kind <> 'closing' group by 1, 2, 3) g
full join fee_income f on f.month = g.month and f.portfolio_code = g.portfolio_code and f.currency = g.currency
where coalesce(g.amount, 0) <> coalesce(f.amount, 0)
union all
select 'payments of owned loans by component = lines of source payment', coalesce(l.posted_on, p.posted_on) || ' ' || coalesce(l.portfolio_code, p.portfolio_code) || ' ' || coalesce(l.control, p.control), p.amount, l.amount
from payments p
full join payment_lines l on l.posted_on = p.posted_on and l.portfolio_code = p.portfolio_code and l.currency = p.currency and l.control = p.control
where p.amount is distinct from l.amount
union all
-- The account stands on the credit side: what it loses is what was charged off less recovered, what it gains the provision.
select 'allowance movement', g.month_end || ' ' || g.portfolio_code, coalesce(l.amount, 0) - g.provision, g.amount
from (select p.month_end, p.portfolio_code, p.currency, sum(p.amount) filter (where p.control = 'allowance') as amount,
             coalesce(sum(p.amount) filter (where p.control = 'provision'), 0) as provision
      from posted p where p.control in ('allowance', 'provision') and p.kind = 'normal' group by 1, 2, 3) g
full join losses l on l.month_end = g.month_end and l.portfolio_code = g.portfolio_code and l.currency = g.currency
where coalesce(g.amount, 0) <> coalesce(l.amount, 0) - coalesce(g.provision, 0)
union all
select 'interest income = earned - reversed - waived', coalesce(g.month, e.month) || ' ' || coalesce(g.portfolio_code, e.portfolio_code), e.amount, g.amount
from (select p.month, p.portfolio_code, -sum(p.amount) as amount from posted p where p.control = 'interest_income' and p.kind <> 'closing' group by 1, 2) g
full join (select e.month, e.portfolio_code, sum(e.earned - e.reversed - e.waived) as amount
           from lending.interest_event e join lending.portfolio p on p.code = e.portfolio_code and p.owned group by 1, 2
           having sum(e.earned - e.reversed - e.waived) <> 0) e on e.month = g.month and e.portfolio_code = g.portfolio_code
where g.amount is distinct from e.amount
union all
select 'entries balance', b.entry_number || ' ' || b.currency, b.debit, b.credit from lending.check_journal_balance() b
union all
select 'a reversal mirrors its entry', r.entry_number, null, x.amount
from lending.journal_entry r
join lateral (
    select l.account_id, l.currency, sum(l.debit - l.credit) as amount
    from lending.journal_line l where l.entry_id in (r.id, r.reverses_id)
    group by 1, 2 having sum(l.debit - l.credit) <> 0) x on true
where r.reverses_id is not null
union all
select 'a closed year leaves no income or expense', y.posted_on || ' ' || p.account || ' ' || p.currency, 0, sum(p.amount)
from (select distinct j.posted_on from lending.journal_entry j where j.kind = 'closing') y
join posted p on p.posted_on <= y.posted_on
join lending.gl_account a on a.code = p.account and a.type in ('income', 'expense')
group by y.posted_on, p.account, p.currency
having sum(p.amount) <> 0;
