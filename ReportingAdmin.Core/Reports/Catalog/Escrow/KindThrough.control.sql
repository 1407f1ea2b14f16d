-- Control figures of the cumulative reports per currency, from the ledger alone.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    select c.currency, e.posted_on, case e.kind when 'reversal' then -e.amount else e.amount end as net
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and e.posted_on <= @through and @kind::text in (e.kind, e.reversed_kind)
),
figures as (
    select currency, sum(net) as net, count(*) as entries, min(posted_on) as first_on
    from entries
    group by currency
)
select 'months' as section, v.figure, f.currency::text as currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('net', f.net), ('entries', f.entries)) v (figure, amount)
union all
select 'months', 'rows', null,
       coalesce(sum((extract(year from @through::date) - extract(year from first_on)) * 12
                    + extract(month from @through::date) - extract(month from first_on) + 1), 0)
from figures
