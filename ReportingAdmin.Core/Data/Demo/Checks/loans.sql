-- Purpose: identities of loans, snapshots, payments, interest, losses and fees; one row per place where one does not hold.

with months as (
    select s.loan_id, s.month_end, date_trunc('month', s.month_end::timestamp)::date as month, s.currency, s.upb, s.accrued_interest,
           s.beginning_upb, s.drawn, s.scheduled_principal, s.unscheduled_principal, s.capitalised, s.charged_off_principal,
           s.sold_principal, s.adjustment, s.status, s.zero_balance_on, s.exit_upb, s.accrual, s.oldest_unpaid_due_on, s.days_past_due,
           lag(s.upb) over w as previous_upb, lag(s.month_end) over w as previous_month_end, lag(s.accrued_interest) over w as previous_accrued,
           lead(s.month_end) over w as next_month_end
    from lending.loan_month s
    window w as (partition by s.loan_id order by s.month_end)
), last_load as (
    select max(l.month_end) as month_end from lending.loan_month_load l where l.complete
), paid as (
    select p.loan_id, date_trunc('month', p.posted_on::timestamp)::date as month, sum(p.principal) as principal, sum(p.interest) as interest
    from lending.payment p group by 1, 2
), lost as (
    select c.loan_id, date_trunc('month', c.posted_on::timestamp)::date as month, sum(c.principal) as principal
    from lending.charge_off c group by 1, 2
), accrued as (
    select e.loan_id, e.month, sum(e.earned + e.acquired + e.transferred_in - e.collected - e.reversed - e.waived - e.capitalised
               - e.disposed - e.transferred_out + e.adjustment) as change
    from lending.interest_event e group by 1, 2
), fee_state as (
    select f.id, f.fee_number, f.amount, f.assessed_on,
           coalesce(sum(case e.kind when 'collected' then e.amount when 'collection_reversed' then -e.amount when 'waived' then e.amount
               when 'charged_off' then e.amount else 0 end), 0) as settled,
           min(e.occurred_on) as first_on
    from lending.fee f left join lending.fee_event e on e.fee_id = f.id
    group by f.id
)
select 'the movement closes' as identity, m.loan_id || ' ' || m.month_end as place, m.upb as expected,
       m.beginning_upb + m.drawn - m.scheduled_principal - m.unscheduled_principal + m.capitalised - m.charged_off_principal - m.sold_principal + m.adjustment as found
from months m
where (m.beginning_upb + m.drawn - m.scheduled_principal - m.unscheduled_principal + m.capitalised - m.charged_off_principal - m.sold_principal + m.adjustment) is distinct from m.upb
union all
select 'upb = next beginning', m.loan_id || ' ' || m.month_end, m.previous_upb, m.beginning_upb from months m where m.previous_upb <> m.beginning_upb
union all
select 'no month is missing', m.loan_id || ' ' || m.month_end, null, null
from months m
where m.previous_month_end + 1 <> m.month and m.previous_month_end is not null
union all
select 'a loan has rows until it leaves, and none after', m.loan_id || ' ' || m.month_end, m.upb, null
from months m cross join last_load l
where (m.next_month_end is null and m.month_end < l.month_end) is distinct from (m.status <> 'active' and m.month_end < l.month_end)
   or m.status <> 'active' and (m.upb <> 0 or m.accrued_interest <> 0 or m.exit_upb is null or m.zero_balance_on is null)
union all
select 'accrued = accrued before + interest events', m.loan_id || ' ' || m.month_end, m.accrued_interest, coalesce(m.previous_accrued, b.change, 0) + coalesce(a.change, 0)
from months m
left join accrued a on a.loan_id = m.loan_id and a.month = m.month
left join accrued b on b.loan_id = m.loan_id and b.month = (m.month - interval '1 month')::date and m.previous_accrued is null
where m.accrued_interest <> coalesce(m.previous_accrued, b.change, 0) + coalesce(a.change, 0)
union all
select 'principal paid = scheduled + unscheduled', m.loan_id || ' ' || m.month_end, m.scheduled_principal + m.unscheduled_principal, p.principal
from months m
left join paid p on p.loan_id = m.loan_id and p.month = m.month
where m.scheduled_principal + m.unscheduled_principal <> coalesce(p.principal, 0)
union all
select 'interest paid = interest collected', p.loan_id || ' ' || p.month, p.interest, e.collected
from paid p
full join lending.interest_event e on e.loan_id = p.loan_id and e.month = p.month
where coalesce(p.interest, 0) <> coalesce(e.collected, 0)
union all
select 'charge-offs = charged-off principal', m.loan_id || ' ' || m.month_end, m.charged_off_principal, l.principal
from months m
left join lost l on l.loan_id = m.loan_id and l.month = m.month
where m.charged_off_principal <> coalesce(l.principal, 0)
union all
select 'a payment posts in a month of its loan', p.loan_id || ' ' || p.month, p.principal, null
from paid p
where not exists (select from months m where m.loan_id = p.loan_id and m.month = p.month)
union all
select 'nothing accrues after 90 days', m.loan_id || ' ' || m.month_end, 0, m.accrued_interest
from months m
where m.accrual = 'nonaccrual' and m.accrued_interest <> 0 or m.accrual = 'accruing' and m.days_past_due >= 90
union all
select 'days past due count from the oldest unpaid due date', m.loan_id || ' ' || m.month_end, m.days_past_due, m.month_end - m.oldest_unpaid_due_on
from months m
where m.status = 'active' and m.days_past_due <> coalesce(m.month_end - m.oldest_unpaid_due_on, 0)
union all
select 'the loan today = its last snapshot', l.loan_number, l.principal, m.upb
from lending.loan l
left join months m on m.loan_id = l.id and m.next_month_end is null
where (l.principal, l.accrued_interest, l.status, l.balances_as_of) is distinct from (m.upb, m.accrued_interest, m.status, m.month_end)
union all
select 'fees are settled once', f.fee_number, f.amount, f.settled from fee_state f where f.settled not in (0, f.amount) or f.first_on < f.assessed_on
union all
select 'fees paid = fees collected', p.payment_number, p.fees, e.amount
from lending.payment p
left join (select e.payment_id, sum(e.amount) as amount from lending.fee_event e where e.kind = 'collected' group by 1) e on e.payment_id = p.id
where p.entry_kind = 'payment' and p.fees <> coalesce(e.amount, 0)
union all
select 'fees taken back = collections reversed', p.payment_number, p.fees, e.amount
from lending.payment p
left join (select e.payment_id, e.occurred_on, sum(e.amount) as amount from lending.fee_event e where e.kind = 'collection_reversed' group by 1, 2) e
    on e.payment_id = p.reverses_id and e.occurred_on = p.posted_on
where p.entry_kind <> 'payment' and -p.fees <> coalesce(e.amount, 0)
union all
select 'recoveries stay within the charge-off', c.number, c.principal, sum(r.amount)
from lending.charge_off c
join lending.recovery r on r.charge_off_id = c.id
group by c.id, c.number, c.principal
having sum(r.amount) > c.principal or min(r.received_on) < min(c.charged_off_on)
union all
select 'purchases, fundings and draws = principal that came in', f.loan_id::text, f.amount, m.amount
from (select f.loan_id, -sum(f.amount) as amount from lending.loan_cash_flow f where f.kind in ('funding', 'draw', 'purchase') group by 1) f
full join (select m.loan_id, sum(m.drawn + m.adjustment) + coalesce(sum(m.beginning_upb) filter (where m.previous_upb is null), 0)
               + (select coalesce(sum(e.acquired), 0) from lending.interest_event e where e.loan_id = m.loan_id) as amount
           from months m group by 1) m on m.loan_id = f.loan_id
where f.amount is distinct from m.amount;
