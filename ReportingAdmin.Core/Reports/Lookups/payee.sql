-- Payees: vendors, parties of cases and entries that the caller may see, and "no vendor". Names of people are personal data: they are listed by code alone.
select 'vendor:' || v.code as value, case when v.category = 'individual' then 'Individual ' || v.code else v.name end as label
from escrow.vendor v
union all
select 'party:' || p.code, 'Party ' || p.code
from escrow.party p
-- A party has no agency of its own: it is seen with a case or an entry. Both are looked up by the party, entry by entry of the list.
where exists (
    select 1 from escrow.case_party r where r.party_id = p.id and r.deleted_at is null
    union all
    select 1 from escrow.ledger_entry e where e.payee_party_id = p.id and e.deleted_at is null
)
union all
select 'no-vendor', '(no vendor)'
