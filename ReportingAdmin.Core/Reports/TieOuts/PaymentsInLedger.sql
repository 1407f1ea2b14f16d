-- payments of loans that were owned on the day by part, and what the entries of source payment made of them; no row where no account is marked
with around as (
    select coalesce((select max(s.month_end) from lending.loan_month_load s where s.month_end < @from and s.deleted_at is null), @from::date) as from_end,
           coalesce((select min(s.month_end) from lending.loan_month_load s where s.month_end >= @to and s.deleted_at is null), @to::date) as to_end
),
-- Loans owned at a month-end about the period and not today, or the other way round: of all others today's portfolio says it.
turned as (
    select distinct m.loan_id
    from lending.loan_month m
    join lending.loan l on l.id = m.loan_id
    join lending.portfolio t on t.id = m.portfolio_id
    join lending.portfolio q on q.id = l.portfolio_id
    where m.month_end >= (select a.from_end from around a)
      and m.month_end <= (select a.to_end from around a)
      and m.deleted_at is null
      and m.portfolio_id <> l.portfolio_id
      and t.owned <> q.owned
      and exists (select from lending.portfolio o where not o.owned)
),
entries as (
    select p.id, p.loan_id, p.portfolio_code, p.posted_on, p.currency::text as currency
    from turned t
    join lending.payment p on p.loan_id = t.loan_id
    where p.posted_on between @from and @to
      and p.deleted_at is null
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
-- include OwnedThen.part
payments as (
    select p.currency::text as currency, coalesce(w.owned, q.owned, false) as owned, c.part, sum(c.amount) as amount
    from lending.payment p
    left join lending.portfolio q on q.code = p.portfolio_code
    left join owned_then w on w.id = p.id
    cross join lateral (values ('cash', p.amount), ('principal', p.principal), ('interest', p.interest), ('fees', p.fees),
        ('escrow', p.escrow), ('unapplied', p.unapplied)) c (part, amount)
    where p.posted_on between @from and @to
      and p.deleted_at is null
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
    group by 1, 2, 3
),
parts as (
    select a.id as account_id,
           case a.control
               when 'cash' then 'cash'
               when 'loans_receivable' then 'principal'
               when 'interest_receivable' then 'interest'
               when 'interest_income' then 'interest'
               when 'fee_receivable' then 'fees'
               when 'fee_income' then 'fees'
               when 'escrow_liability' then 'escrow'
               when 'unapplied' then 'unapplied' end as part,
           case a.control when 'cash' then 1 else -1 end as sign
    from lending.gl_account a
    where a.control in ('cash', 'loans_receivable', 'interest_receivable', 'interest_income', 'fee_receivable', 'fee_income',
        'escrow_liability', 'unapplied')
),
-- What no marked account takes shows as a difference of its own.
lines as (
    select l.currency::text as currency,
           coalesce(a.part, 'other accounts') as part,
           sum(coalesce(a.sign, -1) * (l.debit - l.credit)) as amount
    from lending.journal_entry e
    join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
    left join parts a on a.account_id = l.account_id
    where e.source = 'payment'
      and e.posted_on between @from and @to
      and e.deleted_at is null
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.currency, 2
)
select p.currency, p.part as place, 'Payments' as source, p.amount
from payments p
where p.owned and exists (select from parts)
union all
-- The report shows all loans: those that were others' are taken off its figures.
select p.currency, p.part, 'This report', -p.amount
from payments p
where not p.owned and exists (select from parts) and exists (select from lending.portfolio q where q.owned)
union all
-- A period without a payment agrees with a ledger without one.
select distinct q.currency::text, 'cash', v.source, 0
from lending.portfolio q
cross join (values ('Payments'), ('General ledger')) v (source)
where q.owned
  and q.currency is not null
  and (@currency::text[] is null or q.currency::text = any(@currency::text[]))
  and exists (select from parts)
union all
select l.currency, l.part, 'General ledger', l.amount
from lines l
where exists (select from parts)
union all
select null, 'Loans with payments changed between owned and not owned in ' || string_agg(distinct to_char(w.posted_on, 'YYYY-MM'), ', ')
           || ': month-ends do not tell on which day.', 'Cannot be asked', 0
from owned_then w
where w.in_doubt and exists (select from parts)
having count(*) > 0
order by 1, 2, 3
