-- Months of the agencies = ledger, agency by agency, month by month and kind by kind, to the end of the period, and at its end
-- how many cases hold or owe money; a difference names its place.
with ledger as (
    select e.agency_code, e.currency, date_trunc('month', e.posted_on::timestamp)::date as month,
           coalesce(e.reversed_kind, e.kind) as kind,
           sum(case when e.reversed_kind is null then e.amount else -e.amount end) as amount
    from escrow.ledger_entry e
    join escrow.escrow_case c on c.id = e.case_id and c.deleted_at is null
    where e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by e.agency_code, e.currency, 3, 4
),
balances as (
    select e.agency_code, e.currency, sum(e.signed_amount) as balance
    from escrow.ledger_entry e
    join escrow.escrow_case c on c.id = e.case_id and c.deleted_at is null
    where e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by e.agency_code, e.currency, e.case_id
),
rollup_months as (
    select m.agency_code, m.currency, m.month, sum(m.with_balance) as with_balance, sum(m.negative) as negative,
           sum(m.negative_amount) as negative_amount,
           sum(m.opening_net) as opening_net, sum(m.deposit_net) as deposit_net, sum(m.interest_net) as interest_net,
           sum(m.transfer_in_net) as transfer_in_net, sum(m.vendor_refund_net) as vendor_refund_net,
           sum(m.adjustment_in_net) as adjustment_in_net, sum(m.deduction_net) as deduction_net, sum(m.debit_net) as debit_net,
           sum(m.disbursement_net) as disbursement_net, sum(m.refund_net) as refund_net,
           sum(m.transfer_out_net) as transfer_out_net, sum(m.adjustment_out_net) as adjustment_out_net
    from escrow.agency_month m
    where m.month <= @to
    group by m.agency_code, m.currency, m.month
),
sides as (
    select l.agency_code, l.currency::text as currency, concat(to_char(l.month, 'YYYY-MM'), ', ', replace(l.kind, '_', ' ')) as figure,
           escrow.flow_sign(l.kind) * l.amount as ledger, 0 as rolled_up
    from ledger l
    union all
    select m.agency_code, m.currency, concat(to_char(m.month, 'YYYY-MM'), ', ', replace(v.kind, '_', ' ')), 0,
           escrow.flow_sign(v.kind) * v.amount
    from rollup_months m
    cross join lateral (values
        ('opening', m.opening_net), ('deposit', m.deposit_net), ('interest', m.interest_net), ('transfer_in', m.transfer_in_net),
        ('vendor_refund', m.vendor_refund_net), ('adjustment_in', m.adjustment_in_net), ('deduction', m.deduction_net),
        ('debit', m.debit_net), ('disbursement', m.disbursement_net), ('refund', m.refund_net),
        ('transfer_out', m.transfer_out_net), ('adjustment_out', m.adjustment_out_net)) v (kind, amount)
    where v.amount <> 0
    union all
    select b.agency_code, '', v.figure, v.cases, 0
    from (select agency_code, currency, count(*) filter (where balance <> 0) as with_balance, count(*) filter (where balance < 0) as negative
          from balances
          group by agency_code, currency) b
    cross join lateral (values
        (concat('cases with a balance in ', b.currency), b.with_balance), (concat('cases below zero in ', b.currency), b.negative)) v (figure, cases)
    union all
    select m.agency_code, '', v.figure, 0, v.cases
    from rollup_months m
    cross join lateral (values
        (concat('cases with a balance in ', m.currency), m.with_balance), (concat('cases below zero in ', m.currency), m.negative)) v (figure, cases)
    union all
    select agency_code, currency, 'amount below zero', sum(least(balance, 0)), 0
    from balances
    group by agency_code, currency
    union all
    select m.agency_code, m.currency, 'amount below zero', 0, m.negative_amount
    from rollup_months m
),
placed as (
    select s.currency, case when sum(s.ledger) = sum(s.rolled_up) then '' else concat('agency ', s.agency_code, ', ', s.figure) end as place,
           case when s.figure = 'amount below zero' and sum(s.ledger) = sum(s.rolled_up) then 0 else sum(s.ledger) end as ledger,
           case when s.figure = 'amount below zero' and sum(s.ledger) = sum(s.rolled_up) then 0 else sum(s.rolled_up) end as rolled_up
    from sides s
    group by s.currency, s.agency_code, s.figure
)
select p.currency, p.place, v.source, sum(v.amount)::numeric as amount
from placed p
cross join lateral (values ('Ledger', p.ledger), ('Months of the agencies', p.rolled_up)) v (source, amount)
group by p.currency, p.place, v.source
order by 1, 2, 3
