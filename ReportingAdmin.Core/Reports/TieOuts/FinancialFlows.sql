-- Flows of the period and of the one before it by the monthly rollup, less the days of the first and last month that are outside.
with cases as (
    select g.case_id as id, g.currency
    from escrow.case_group g
    where (@agency::text[] is null or g.agency_code = any (@agency))
      and (@case_type::text[] is null or g.case_type = any (@case_type))
      and (@state::text[] is null or g.state = any (@state))
      and (@currency::text[] is null or g.currency = any (@currency))
      and (@include_cancelled or not g.cancelled)
),
spans as (
    select p.word, p.from_on, p.to_on, date_trunc('month', p.from_on::timestamp)::date as first_day,
           (date_trunc('month', p.to_on::timestamp) + interval '1 month - 1 day')::date as last_day
    from (values ('this period', @from::date, @to::date),
                 ('period before', @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (word, from_on, to_on)
),
edges as (
    select p.word, d.first_on, d.last_on
    from spans p
    cross join lateral (values (p.first_day, p.from_on - 1), (p.to_on + 1, p.last_day)) d (first_on, last_on)
    where d.first_on <= d.last_on
),
parts as (
    select p.word, m.case_id, m.kind, m.net_amount as amount
    from spans p
    join escrow.case_month m on m.month between p.first_day and p.to_on
    union all
    select d.word, e.case_id, coalesce(e.reversed_kind, e.kind), case when e.reversed_kind is null then -e.amount else e.amount end
    from edges d
    join escrow.ledger_entry e on e.posted_on between d.first_on and d.last_on and e.deleted_at is null
),
flows as (
    select c.currency, p.word, p.kind, sum(p.amount) as amount
    from parts p
    join cases c on c.id = p.case_id
    group by c.currency, p.word, p.kind
)
select k.currency::text as currency, n.label || ', ' || s.word as place, 'Monthly rollup' as source, coalesce(f.amount, 0)::numeric as amount
from (select distinct currency from cases) k
cross join spans s
cross join (values ('deposit', 'Net deposits'), ('disbursement', 'Disbursements'), ('deduction', 'Deductions'), ('debit', 'Debits'), ('refund', 'Refunds')) n (kind, label)
left join flows f on f.currency = k.currency and f.word = s.word and f.kind = n.kind
order by 1, 2
