-- one row per vendor and currency; entries without a vendor make one row
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
entries as (
    -- A reversal belongs to the vendor of the entry that it reverses.
    select e.case_id, c.currency, e.posted_on, e.reverses_id is not null as is_reversal,
           coalesce(e.reversed_kind, e.kind) as kind, -e.signed_amount as paid,
           coalesce(case when e.reverses_id is null then e.vendor_id else o.vendor_id end, 0) as vendor_id
    from escrow.ledger_entry e
    join cases c on c.id = e.case_id
    left join escrow.ledger_entry o on o.id = e.reverses_id
    where e.posted_on between @from and @to and e.deleted_at is null
      and coalesce(e.reversed_kind, e.kind) in ('disbursement', 'debit', 'vendor_refund')
),
vendors as (
    select e.vendor_id, e.currency,
           count(*) filter (where not e.is_reversal) as entries,
           count(*) filter (where e.is_reversal) as reversals,
           count(distinct e.case_id) as cases,
           coalesce(sum(e.paid) filter (where e.kind = 'disbursement'), 0) as disbursements,
           coalesce(sum(e.paid) filter (where e.kind = 'debit'), 0) as debits,
           coalesce(-sum(e.paid) filter (where e.kind = 'vendor_refund'), 0) as vendor_refunds,
           sum(e.paid) as net_paid,
           min(e.posted_on) as first_on,
           max(e.posted_on) as last_on
    from entries e
    left join escrow.vendor v on v.id = e.vendor_id
    where (@vendor::text[] is null or v.code = any (@vendor))
      and (@category::text[] is null or v.category = any (@category))
    group by e.vendor_id, e.currency
)
select
    case when v.id is null then '(no vendor)' when v.category = 'individual' then 'Individual ' || v.code else v.name end as vendor,
    case when v.category = 'individual' then v.name end as individual_name,
    coalesce(v.code, '') as vendor_code,
    replace(v.category, '_', ' ') as category,
    t.currency,
    t.entries,
    t.reversals,
    t.cases,
    t.disbursements::numeric(28,2) as disbursements,
    t.debits::numeric(28,2) as debits,
    t.vendor_refunds::numeric(28,2) as vendor_refunds,
    t.net_paid::numeric(28,2) as net_paid,
    round(t.net_paid / nullif(sum(t.net_paid) over (partition by t.currency), 0), 9) as share,
    (t.net_paid / nullif(t.entries, 0))::numeric(28,2) as mean_per_entry,
    t.first_on,
    t.last_on
from vendors t
left join escrow.vendor v on v.id = t.vendor_id
order by t.currency, t.net_paid desc, v.code nulls last
