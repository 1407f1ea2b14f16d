-- Control figures of escrow/payee-transactions per currency: outflow less inflow of the payees' entries.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
      and c.agency_code = any (coalesce(@agency::text[], array[c.agency_code]))
      and c.case_number = any (coalesce(@case::text[], array[c.case_number]))
      and c.case_type = any (coalesce(@case_type::text[], array[c.case_type]))
      and (@state::text[] is null or c.state = any (@state))
      and c.currency = any (coalesce(@currency::text[], array[c.currency::text]))
      and (@include_cancelled or 'cancelled' is distinct from (
          select h.status from escrow.case_status_history h
          where h.case_id = c.id and h.deleted_at is null
          order by h.changed_on desc, h.seq desc limit 1))
),
lines as (
    select c.currency, coalesce(e.reversed_kind, e.kind) as kind,
           case when e.kind = 'reversal' then -e.amount else e.amount end as amount,
           (select v.code from escrow.vendor v where v.id = o.vendor_id) as vendor,
           (select p.code from escrow.party p where p.id = o.payee_party_id) as party,
           (select lower(v.name) from escrow.vendor v
            where v.id = o.vendor_id and coalesce(v.category, '') <> 'individual') as company
    from cases c
    join escrow.ledger_entry e on e.case_id = c.id
    join escrow.ledger_entry o on o.id = coalesce(e.reverses_id, e.id)
    where e.deleted_at is null and e.posted_on >= @from and e.posted_on <= @to
),
wanted as (
    select l.currency::text as currency, l.kind, l.amount
    from lines l
    where (@kind::text[] is null or l.kind = any (@kind))
      and (coalesce(l.vendor, l.party) is not null or l.kind in ('disbursement', 'debit', 'refund', 'vendor_refund'))
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
