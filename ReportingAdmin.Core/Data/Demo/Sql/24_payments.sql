-- Purpose: payments, reversals and payments without funds of the loans demo.from_n to demo.to_n.

-- suffix: P a payment, N the same taken back for want of funds, U last month's taken back, O the fee at the making.
drop table if exists pg_temp.demo_payment;
create temporary table demo_payment as
with received as (
    select p.n, p.m, 'P' as suffix, p.received_on, p.effective_on,
           case when pg_temp.u(p.n * 64 + p.m, 361) < 0.2 and pg_temp.business_day(p.received_on + 1) <= m.month_end
               then pg_temp.business_day(p.received_on + 1) else p.received_on end as posted_on,
           p.p_principal as principal, p.p_interest as interest, p.p_fees as fees, p.p_escrow as escrow, p.p_unapplied as unapplied,
           p.nsf_on
    from demo_path p
    join demo_month m on m.m = p.m
    where p.received_on is not null
)
select r.n, r.m, r.suffix, 'payment' as entry_kind, null::integer as reverses_m, r.received_on, r.effective_on, r.posted_on,
       r.principal, r.interest, r.fees, r.escrow, r.unapplied
from received r
union all
select r.n, r.m, 'N', 'nsf', r.m, r.nsf_on, r.nsf_on, r.nsf_on, -r.principal, -r.interest, -r.fees, -r.escrow, -r.unapplied
from received r
where r.nsf_on is not null
union all
select p.n, p.m, 'U', 'reversal', p.m - 1, p.undone_on, p.undone_on, p.undone_on,
       -q.plain_principal, -q.plain_interest, 0, -q.plain_escrow, 0
from demo_path p
join demo_path q on q.n = p.n and q.m = p.m - 1
where p.undone
union all
select d.n, d.board_m, 'O', 'payment', null, d.made_on, d.made_on, d.made_on, 0, 0,
       round(d.principal * case when d.secured then 0.005 else 0.01 end, 2), 0, 0
from demo_loan d
where d.board_m > 0 and not d.purchased and d.owned;
analyze demo_payment (n, m, suffix, reverses_m);

drop table if exists pg_temp.demo_payment_id;
create temporary table demo_payment_id (payment_number text, id bigint);
with added as (
    insert into lending.payment (payment_number, loan_id, portfolio_code, currency, entry_kind, received_on, effective_on, posted_on,
        amount, principal, interest, fees, escrow, unapplied, method)
    select 'P' || lpad(p.n::text, 8, '0') || '-' || lpad(p.m::text, 2, '0') || p.suffix, i.id, i.portfolio_code, i.currency, p.entry_kind,
           p.received_on, p.effective_on, p.posted_on, p.principal + p.interest + p.fees + p.escrow + p.unapplied,
           p.principal, p.interest, p.fees, p.escrow, p.unapplied,
           case when p.suffix = 'O' then 'other'
               else (array['ach', 'ach', 'ach', 'card', 'check', 'lockbox', 'wire'])[1 + pg_temp.pick(p.n * 64 + p.m % 4, 362, 7)] end
    from demo_payment p
    join demo_loan_id i on i.n = p.n
    where p.reverses_m is null
    order by i.id, p.m, p.suffix
    returning payment_number, id
)
insert into demo_payment_id select a.payment_number, a.id from added a;
create index on demo_payment_id (payment_number);
analyze demo_payment_id;

insert into lending.payment (payment_number, loan_id, portfolio_code, currency, entry_kind, reverses_id, received_on, effective_on, posted_on,
    amount, principal, interest, fees, escrow, unapplied, method)
select 'P' || lpad(p.n::text, 8, '0') || '-' || lpad(p.m::text, 2, '0') || p.suffix, i.id, i.portfolio_code, i.currency, p.entry_kind, o.id,
       p.received_on, p.effective_on, p.posted_on, p.principal + p.interest + p.fees + p.escrow + p.unapplied,
       p.principal, p.interest, p.fees, p.escrow, p.unapplied, 'other'
from demo_payment p
join demo_loan_id i on i.n = p.n
join demo_payment_id o on o.payment_number = 'P' || lpad(p.n::text, 8, '0') || '-' || lpad(p.reverses_m::text, 2, '0') || 'P'
where p.reverses_m is not null
order by i.id, p.m, p.suffix;
