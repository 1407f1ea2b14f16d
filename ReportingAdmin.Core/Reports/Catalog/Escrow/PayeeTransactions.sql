-- one row per ledger entry that is paid to, or comes back from, the payees, or is of the kinds chosen
with cases as (
    select c.id, c.case_number, c.agency_id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@staff::text[] is null or c.sales_staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
      and (@case::text[] is null or c.case_number = any (@case))
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    -- A reversal belongs to the payee and method of the entry that it reverses.
    select e.id, e.entry_number, e.case_id, e.posted_on, e.cleared_on, e.memo, -e.signed_amount as paid,
           coalesce(e.reversed_kind, e.kind) as kind, o.entry_number as reverses,
           case when e.reverses_id is null then e.method else o.method end as method,
           case when e.reverses_id is null then e.vendor_id else o.vendor_id end as vendor_id,
           case when e.reverses_id is null then e.payee_party_id else o.payee_party_id end as party_id
    from escrow.ledger_entry e
    left join escrow.ledger_entry o on o.id = e.reverses_id
    where e.posted_on between @from and @to and e.deleted_at is null
      and (@kind::text[] is null or coalesce(e.reversed_kind, e.kind) = any (@kind))
      and (@method::text[] is null or case when e.reverses_id is null then e.method else o.method end = any (@method))
)
select
    e.posted_on,
    e.entry_number,
    c.case_number,
    a.name as agency,
    a.code as agency_code,
    case when v.category = 'individual' then 'Individual ' || v.code
         when v.id is not null then v.name
         when p.id is not null then 'Party ' || p.code
         else '(no payee)' end as payee,
    case when v.category = 'individual' then v.name when v.id is null then p.name end as person_name,
    replace(e.kind, '_', ' ') as kind,
    e.reverses,
    replace(replace(e.method, '_', ' '), 'ach', 'ACH') as method,
    e.cleared_on,
    c.currency,
    e.paid::numeric(28,2) as amount,
    e.memo
from entries e
join cases c on c.id = e.case_id
join escrow.agency a on a.id = c.agency_id
left join escrow.vendor v on v.id = e.vendor_id
left join escrow.party p on p.id = e.party_id
where (@kind::text[] is not null or e.kind in ('disbursement', 'debit', 'refund', 'vendor_refund') or v.id is not null or p.id is not null)
  and (@payee::text[] is null
       or 'vendor:' || v.code = any (@payee)
       or 'party:' || p.code = any (@payee)
       or (v.id is null and 'no-vendor' = any (@payee)))
  -- Names of people are personal data and not searched.
  and (@payee_name::text is null or (v.category is distinct from 'individual' and strpos(lower(v.name), lower(@payee_name)) > 0))
order by e.posted_on, e.entry_number
