-- Control figures of escrow/corporate-card-agencies per currency.
with cases as (
    select c.id, c.currency, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
lines as (
    select c.agency_id, c.currency, e.kind, e.signed_amount
    from cases c
    join escrow.ledger_entry e on e.case_id = c.id
    left join escrow.ledger_entry o on o.id = e.reverses_id
    where e.deleted_at is null and e.posted_on >= @from and e.posted_on <= @to
      and case e.kind when 'reversal' then o.method else e.method end = 'corporate_card'
)
select 'agencies' as section, v.figure, f.currency, v.amount::numeric as amount
from (select l.currency::text as currency, -sum(l.signed_amount) as net, count(*) filter (where l.kind <> 'reversal') as entries,
             count(*) filter (where l.kind = 'reversal') as reversals
      from lines l group by l.currency) f
cross join lateral (values ('net', f.net), ('entries', f.entries), ('reversals', f.reversals)) v (figure, amount)
union all
select 'agencies', 'rows', null, count(distinct (l.agency_id, l.currency))
from lines l
