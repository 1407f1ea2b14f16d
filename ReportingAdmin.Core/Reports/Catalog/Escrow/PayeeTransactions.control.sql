-- Control figures of escrow/payee-transactions per currency: outflow less inflow of the payees' entries.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@staff::text[] is null or exists (
          select from escrow.staff s where s.id = c.sales_staff_id and s.code = any (@staff)))
      and (@case::text[] is null or c.case_number = any (@case))
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    select c.currency, coalesce(e.reversed_kind, e.kind) as kind, case when e.kind = 'reversal' then -e.amount else e.amount end as amount,
           case e.kind when 'reversal' then o.method else e.method end as method,
           case e.kind when 'reversal' then o.vendor_id else e.vendor_id end as vendor_id,
           case e.kind when 'reversal' then o.payee_party_id else e.payee_party_id end as party_id
    from cases c
    join escrow.ledger_entry e on e.case_id = c.id
    left join escrow.ledger_entry o on o.id = e.reverses_id
    where e.deleted_at is null and e.posted_on >= @from and e.posted_on <= @to
),
lines as (
    select n.currency, n.kind, n.method, n.amount, v.code as vendor, p.code as party,
           case when coalesce(v.category, '') <> 'individual' then lower(v.name) end as company
    from entries n
    left join escrow.vendor v on v.id = n.vendor_id
    left join escrow.party p on p.id = n.party_id
),
wanted as (
    select l.currency::text as currency, l.kind, l.amount
    from lines l
    where (@kind::text[] is null or l.kind = any (@kind))
      and (@method::text[] is null or l.method = any (@method))
      and (coalesce(l.vendor, l.party) is not null or array_length(@kind::text[], 1) > 0 or l.kind in ('disbursement', 'debit', 'refund', 'vendor_refund'))
      and (@payee::text[] is null
           or array['vendor:' || l.vendor, 'party:' || l.party] && @payee
           or (l.vendor is null and @payee @> array['no-vendor']))
      and (@payee_name::text is null or l.company like '%' || replace(replace(replace(lower(@payee_name), '\', '\\'), '%', '\%'), '_', '\_') || '%')
)
select 'entries' as section, 'amount' as figure, w.currency, -sum(escrow.flow_sign(w.kind) * w.amount)::numeric as amount
from wanted w
group by w.currency
union all
select 'entries', 'rows', null, count(*)
from wanted
