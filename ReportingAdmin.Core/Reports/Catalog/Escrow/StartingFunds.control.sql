-- Control figures of escrow/starting-funds per currency: what is left of each deposit, the first day by rank.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
left_over as (
    select c.id, c.currency, min(e.posted_on) as posted_on, sum(case when e.reverses_id is null then e.amount else -e.amount end) as amount
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    where e.deleted_at is null and e.posted_on <= @as_of and 'deposit' in (e.kind, e.reversed_kind)
    group by c.id, c.currency, coalesce(e.reverses_id, e.id)
),
ranked as (
    select l.*, dense_rank() over (partition by l.id order by l.posted_on) as place
    from left_over l
    where l.amount > 0
)
select 'cases' as section, v.figure, f.currency, v.amount::numeric as amount
from (select r.currency::text as currency, sum(r.amount) as received, count(*) as deposits, count(distinct r.id) as cases
      from ranked r where r.place = 1 group by r.currency) f
cross join lateral (values ('received', f.received), ('deposits', f.deposits), ('case_number', f.cases)) v (figure, amount)
union all
select 'cases', 'rows', null, count(distinct r.id)
from ranked r
