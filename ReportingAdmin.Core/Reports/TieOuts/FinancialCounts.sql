-- Cases below zero by the months of the agencies, where the day is a month's last; funded share of the cases opened, by the monthly rollup.
with cases as (
    select c.id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ../Catalog/Escrow/ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
spans as (
    select p.word, p.from_on, p.to_on, date_trunc('month', p.to_on::timestamp)::date as last_month
    from (values ('this period', @from::date, @to::date),
                 ('period before', @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (word, from_on, to_on)
),
cohort as (
    select p.word,
           coalesce((select sum(m.net_amount) from escrow.case_month m
                     where m.case_id = c.id and m.kind = 'deposit' and m.month < p.last_month), 0)
               + coalesce((select sum(e.signed_amount) from escrow.ledger_entry e
                           where e.case_id = c.id and e.deleted_at is null and 'deposit' in (e.kind, e.reversed_kind)
                             and e.posted_on between p.last_month and p.to_on), 0) as deposits
    from spans p
    join cases c on c.opened_on between p.from_on and p.to_on
),
figures as (
    select 'Funded % of cases opened' as figure, o.word, round(100.0 * count(*) filter (where o.deposits > 0) / count(*), 7) as amount
    from cohort o
    group by o.word
    union all
    select 'Negative balances', p.word, coalesce(sum(m.negative), 0)
    from spans p
    left join escrow.agency_month m
        on m.month <= p.to_on
       and (@agency::text[] is null or m.agency_code = any (@agency))
       and (@case_type::text[] is null or m.case_type = any (@case_type))
       and (@state::text[] is null or m.state = any (@state))
       and (@currency::text[] is null or m.currency = any (@currency))
       and (@include_cancelled or not m.cancelled)
    where p.to_on = (date_trunc('month', p.to_on::timestamp) + interval '1 month - 1 day')::date
      and exists (select from cases)
    group by p.word
)
select '' as currency, f.figure || ', ' || f.word as place, 'Months of the agencies and rollup' as source, f.amount::numeric as amount
from figures f
order by 2
