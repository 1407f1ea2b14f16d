-- Per currency: the entries that name a trust account of that currency = all entries = the rollup, posted by the day; a difference
-- names its case, and the entry where one alone is in no trust book. Past the twenty greatest the cases are taken together.
with entries as (
    select e.case_id, e.currency,
           coalesce(sum(e.signed_amount) filter (where t.id is not null), 0) as book,
           sum(e.signed_amount) as ledger,
           count(*) as entries,
           count(*) filter (where t.id is null) as in_no_book,
           min(e.entry_number) filter (where t.id is null) as first_in_none
    from escrow.ledger_entry e
    left join escrow.trust_account t on t.id = e.trust_account_id and t.currency = e.currency and t.deleted_at is null
    where e.posted_on <= @as_of and e.deleted_at is null
    group by e.case_id, e.currency
),
-- include ../Catalog/Escrow/CaseBalances.part
compared as (
    select coalesce(e.case_id, r.case_id) as case_id, coalesce(e.currency, r.currency) as currency,
           coalesce(e.book, 0) as book, coalesce(e.ledger, 0) as ledger, coalesce(r.balance, 0) as rolled_up,
           coalesce(e.in_no_book, 0) as in_no_book, e.first_in_none
    from entries e
    full join balances r on r.case_id = e.case_id and r.currency = e.currency
),
ranked as (
    select c.*, row_number() over (
        order by greatest(c.book, c.ledger, c.rolled_up) - least(c.book, c.ledger, c.rolled_up) desc, c.case_id) as place
    from compared c
    where c.book <> c.ledger or c.ledger <> c.rolled_up
),
placed as (
    select r.currency, r.book, r.ledger, r.rolled_up,
           case when r.place > 20 then 'other cases'
                else concat('case ', c.case_number, case when r.in_no_book = 1 then concat(', entry ', r.first_in_none, ' in no trust book')
                                                         when r.book <> r.ledger then concat(', ', r.in_no_book, ' entries in no trust book') end)
           end as place
    from ranked r
    join escrow.escrow_case c on c.id = r.case_id
    union all
    select c.currency, sum(c.book), sum(c.ledger), sum(c.rolled_up), ''
    from compared c
    where c.book = c.ledger and c.ledger = c.rolled_up
    group by c.currency
)
select p.currency::text as currency, p.place, v.source, sum(v.amount)::numeric as amount
from placed p
cross join lateral (values ('Trust book', p.book), ('Ledger', p.ledger), ('Rollup', p.rolled_up)) v (source, amount)
-- Where no entry is in any book there is nothing to compare.
where exists (select from entries e where e.in_no_book < e.entries)
group by 1, 2, 3
order by 1, 2, 3
