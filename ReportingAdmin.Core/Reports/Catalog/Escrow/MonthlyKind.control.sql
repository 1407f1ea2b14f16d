-- Control figures of the reports of one kind of entry per currency: net from the rollup, gross as net and what was reversed.
with cases as not materialized (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
net as (
    select c.currency, coalesce(sum(m.net_amount), 0) as amount, coalesce(sum(m.entry_count), 0) as entries
    from cases c
    left join escrow.case_month m
        on m.case_id = c.id and m.kind = @kind::text
       and m.month between date_trunc('month', @from::timestamp)::date and @to
    group by c.currency
),
reversals as (
    select c.currency, sum(e.amount) as amount, count(*) as entries
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and e.reversed_kind = @kind::text
      and e.posted_on >= date_trunc('month', @from::timestamp)::date
      and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by c.currency
)
select 'months' as section, v.figure, n.currency::text as currency, v.amount::numeric as amount
from net n
left join reversals r on r.currency = n.currency
cross join lateral (values
    ('entries', n.entries - coalesce(r.entries, 0)),
    ('reversals', coalesce(r.entries, 0)),
    ('gross', n.amount + coalesce(r.amount, 0)),
    ('reversed', coalesce(r.amount, 0)),
    ('net', n.amount)) v (figure, amount)
union all
select 'months', 'rows', null,
       count(*) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from net
