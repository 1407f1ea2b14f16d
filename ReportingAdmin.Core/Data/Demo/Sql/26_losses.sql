-- Purpose: charge-offs, recoveries and modifications of the loans demo.from_n to demo.to_n.

drop table if exists pg_temp.demo_loss;
create temporary table demo_loss as
select p.n, p.m, p.left_on is not null as final, d.secured, p.charged_off as principal,
       case when p.left_on is not null then p.reversed else 0.00 end as interest,
       case when p.modification is not null then 'write_off' else 'charge_off' end as kind,
       case when p.modification is not null then 'Principal forgiven'
           when p.charged_off < 0 then 'Collateral valued again'
           when p.loss = 'bankruptcy' then 'Bankruptcy'
           when p.loss is not null then 'Past due' else 'Collateral value' end as reason,
       m.month_end as lost_on, null::bigint as id
from demo_path p
join demo_loan d on d.n = p.n
join demo_month m on m.m = p.m
where p.charged_off <> 0;

with added as (
    insert into lending.charge_off (number, loan_id, portfolio_code, currency, charged_off_on, posted_on, principal, interest_reversed, kind, reason)
    select 'CO' || lpad(l.n::text, 8, '0') || '-' || lpad(l.m::text, 2, '0'), i.id, i.portfolio_code, i.currency,
           l.lost_on, l.lost_on, l.principal, l.interest, l.kind, l.reason
    from demo_loss l
    join demo_loan_id i on i.n = l.n
    where l.principal > 0
    order by l.lost_on, l.n
    returning number, id
)
update demo_loss l set id = a.id
from added a
where a.number = 'CO' || lpad(l.n::text, 8, '0') || '-' || lpad(l.m::text, 2, '0');

insert into lending.charge_off (number, loan_id, portfolio_code, currency, charged_off_on, posted_on, principal, interest_reversed, kind, reason, reverses_id)
select 'CO' || lpad(l.n::text, 8, '0') || '-' || lpad(l.m::text, 2, '0'), i.id, i.portfolio_code, i.currency,
       l.lost_on, l.lost_on, l.principal, 0, l.kind, l.reason, o.id
from demo_loss l
join demo_loan_id i on i.n = l.n
join demo_loss o on o.n = l.n and o.m = l.m - 1
where l.principal < 0
order by l.lost_on, l.n;

-- Small sums over months from borrowers and agencies, one large one where there is a property.
drop table if exists pg_temp.demo_recovery;
create temporary table demo_recovery as
select l.n, l.m, g.j, l.id as charge_off_id, t.received_on,
       least(pg_temp.business_day(t.received_on + 1), c.reference_month - 1) as posted_on, t.amount, t.source,
       case t.source when 'borrower' then 0.00 when 'agency' then round(t.amount * 0.25, 2) when 'court' then round(t.amount * 0.15, 2)
           else round(t.amount * 0.06, 2) end as cost
from demo_loss l
cross join demo_calendar c
cross join lateral generate_series(1, case when l.secured then 1 else 1 + pg_temp.pick(l.n, 381, 8) end) as g (j)
cross join lateral (
    select pg_temp.business_day(l.lost_on + case when l.secured then 100 + pg_temp.pick(l.n, 382, 200) else 30 * g.j + pg_temp.pick(l.n * 16 + g.j, 382, 20) end) as received_on,
           round(l.principal * case when l.secured then 0.4 + 0.4 * pg_temp.u(l.n, 383) else 0.01 + 0.05 * pg_temp.u(l.n * 16 + g.j, 383) end::numeric, 2) as amount,
           case when l.secured then 'collateral' else (array['agency', 'agency', 'borrower', 'court'])[1 + pg_temp.pick(l.n, 384, 4)] end as source) t
where l.final and l.principal > 0 and pg_temp.u(l.n, 385) < case when l.secured then 0.85 else 0.6 end
  and t.received_on < c.reference_month and t.amount > 0;

drop table if exists pg_temp.demo_recovery_id;
create temporary table demo_recovery_id (number text, id bigint);
with added as (
    insert into lending.recovery (number, charge_off_id, portfolio_code, currency, received_on, posted_on, amount, cost, source)
    select 'RC' || lpad(r.n::text, 8, '0') || '-' || r.j, r.charge_off_id, i.portfolio_code, i.currency, r.received_on, r.posted_on, r.amount, r.cost, r.source
    from demo_recovery r
    join demo_loan_id i on i.n = r.n
    order by r.posted_on, r.n, r.j
    returning number, id
)
insert into demo_recovery_id select a.number, a.id from added a;

insert into lending.recovery (number, charge_off_id, portfolio_code, currency, received_on, posted_on, amount, cost, source, reverses_id)
select a.number || 'R', r.charge_off_id, i.portfolio_code, i.currency, t.undone_on, t.undone_on, -r.amount, -r.cost, r.source, a.id
from demo_recovery r
join demo_loan_id i on i.n = r.n
join demo_recovery_id a on a.number = 'RC' || lpad(r.n::text, 8, '0') || '-' || r.j
cross join demo_calendar c
cross join lateral (select pg_temp.business_day(r.posted_on + 5) as undone_on) t
where pg_temp.u(r.n * 16 + r.j, 386) < 0.03 and t.undone_on < c.reference_month
order by t.undone_on, r.n, r.j;

insert into lending.modification (number, loan_id, portfolio_code, currency, effective_on, kind, note_rate_before, note_rate_after,
    remaining_term_before, remaining_term_after, upb_before, upb_after, payment_before, payment_after, days_past_due_before,
    days_past_due_after, maturity_on_before, maturity_on_after, capitalised_amount)
select 'M' || lpad(p.n::text, 8, '0') || '-' || lpad(p.m::text, 2, '0'), i.id, i.portfolio_code, i.currency, m.month_end, p.modification,
       p.rate_before, p.rate, greatest(1, p.term_before - p.paid_n), greatest(1, p.term - p.paid_n), p.upb_before, p.upb,
       p.payment_before, p.payment, p.late_before, p.days_late,
       (t.first_due_on + (p.term_before - 1) * interval '1 month')::date, (t.first_due_on + (p.term - 1) * interval '1 month')::date, p.capitalised
from demo_path p
join demo_loan d on d.n = p.n
join demo_loan_id i on i.n = p.n
join demo_month m on m.m = p.m
cross join demo_calendar c
cross join lateral (select (c.first_on + (d.first_m - 1) * interval '1 month')::date + d.due_day - 1 as first_due_on) t
where p.modification is not null
order by m.month_end, p.n;
