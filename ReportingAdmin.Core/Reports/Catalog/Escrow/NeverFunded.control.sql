-- Control figures of escrow/never-funded: cases open on the day less those with net deposits, from the ledger alone.
with cases as (
    select c.id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@staff::text[] is null or exists (
          select from escrow.staff s where s.id = c.sales_staff_id and s.code = any (@staff)))
),
open_cases as (
    select c.id
    from cases c
    where 'open' = (
        select h.status from escrow.case_status_history h
        where h.case_id = c.id and h.changed_on <= @as_of and h.deleted_at is null
        order by h.changed_on desc, h.seq desc limit 1)
),
funded as (
    select e.case_id
    from escrow.ledger_entry e
    where e.deleted_at is null and 'deposit' in (e.kind, e.reversed_kind) and e.posted_on <= @as_of
    group by e.case_id
    having sum(e.signed_amount) > 0
)
select 'cases' as section, 'rows' as figure, null::text as currency,
       (count(*) - count(f.case_id))::numeric as amount
from open_cases o
left join funded f on f.case_id = o.id
