-- Purpose: fees and what became of them, of the loans demo.from_n to demo.to_n.

-- fate: collected with the next payment, waived, or open.
drop table if exists pg_temp.demo_fee;
create temporary table demo_fee as
select f.*, 'F' || lpad(f.n::text, 8, '0') || '-' || lpad(f.m::text, 2, '0') || upper(left(f.kind, 1)) as fee_number
from (
    select p.n, p.m, 'late' as kind, p.late_on as assessed_on, p.late_fee as amount, p.late_fate as fate
    from demo_path p where p.late_fee > 0
    union all
    select p.n, p.m, 'nsf', p.nsf_on, 25.00, 'collected' from demo_path p where p.nsf_on is not null
    union all
    select p.n, p.m, 'payoff', p.received_on, p.payoff_fee, 'at once' from demo_path p where p.payoff_fee > 0
    union all
    select p.n, p.m, 'extension', m.month_end, 50.00, 'collected'
    from demo_path p join demo_month m on m.m = p.m where p.modification in ('term_extension', 'deferral')
    union all
    select d.n, d.board_m, 'origination', d.made_on, p.fees, 'at once'
    from demo_payment p join demo_loan d on d.n = p.n where p.suffix = 'O'
    union all
    -- Copies of documents, mostly waived.
    select p.n, p.m, 'other', m.first_on + 9, 15.00, case when pg_temp.u(p.n * 64 + p.m, 391) < 0.0014 then 'waived' else 'open' end
    from demo_path p join demo_month m on m.m = p.m
    where p.m >= 1 and p.status = 'active' and p.received_on is not null and pg_temp.u(p.n * 64 + p.m, 391) < 0.002
) f;
analyze demo_fee;

drop table if exists pg_temp.demo_fee_id;
create temporary table demo_fee_id (fee_number text primary key, id bigint);
with added as (
    insert into lending.fee (fee_number, loan_id, portfolio_code, currency, kind, assessed_on, amount)
    select f.fee_number, i.id, i.portfolio_code, i.currency, f.kind, f.assessed_on, f.amount
    from demo_fee f
    join demo_loan_id i on i.n = f.n
    order by i.id, f.m, f.kind
    returning fee_number, id
)
insert into demo_fee_id select a.fee_number, a.id from added a;
analyze demo_fee_id;

insert into lending.fee_event (number, fee_id, portfolio_code, currency, kind, occurred_on, amount, payment_id)
with settling as (
    -- The payments that take fees with them: all fees open then; one without funds gives them back.
    select p.n, p.m, y.posted_on, p.nsf_on, case when p.nsf_on is null then p.m end as settled_m, p.p_fees
    from demo_path p
    join demo_payment y on y.n = p.n and y.m = p.m and y.suffix = 'P'
    where p.p_fees > 0
), first_settled as (
    select f.fee_number, f.n, f.m, f.amount, min(s.settled_m) as settled_m
    from demo_fee f
    left join settling s on s.n = f.n and s.m > f.m
    where f.fate = 'collected'
    group by f.fee_number, f.n, f.m, f.amount
), paid as (
    select t.fee_number, t.amount, s.n, s.m, s.posted_on, s.nsf_on
    from first_settled t
    join settling s on s.n = t.n and s.m > t.m and (s.m <= t.settled_m or t.settled_m is null)
    union all
    select f.fee_number, f.amount, f.n, f.m, y.posted_on, null
    from demo_fee f
    join demo_payment y on y.n = f.n and y.m = f.m and y.suffix = case f.kind when 'payoff' then 'P' else 'O' end
    where f.fate = 'at once'
), leaving as (
    select p.n, p.status, p.left_on from demo_path p where p.left_on is not null
), events as (
    select p.fee_number, 'collected' as kind, p.posted_on as occurred_on, p.amount, p.n, p.m,
           case when p.m = (select d.board_m from demo_loan d where d.n = p.n) then 'O' else 'P' end as suffix
    from paid p
    union all
    select p.fee_number, 'collection_reversed', p.nsf_on, p.amount, p.n, p.m, 'P' from paid p where p.nsf_on is not null
    union all
    -- A few are given back in cash.
    select p.fee_number, 'refunded', pg_temp.business_day(p.posted_on + 20), p.amount, null, null, null
    from paid p
    join demo_fee f on f.fee_number = p.fee_number
    cross join demo_calendar c
    where p.nsf_on is null and f.kind = 'late' and pg_temp.u(p.n * 64 + p.m, 392) < 0.015
      and pg_temp.business_day(p.posted_on + 20) < c.reference_month
    union all
    select f.fee_number, 'waived', t.waived_on, f.amount, null, null, null
    from demo_fee f
    left join leaving l on l.n = f.n
    cross join demo_calendar c
    cross join lateral (select least(pg_temp.business_day(f.assessed_on + 5 + pg_temp.pick(f.n, 393, 20)), l.left_on) as waived_on) t
    where f.fate = 'waived' and t.waived_on < c.reference_month
    union all
    -- What is open when the loan leaves: charged off with it, else waived.
    select f.fee_number, case l.status when 'charged_off' then 'charged_off' else 'waived' end, l.left_on, f.amount, null, null, null
    from demo_fee f
    join leaving l on l.n = f.n
    left join first_settled t on t.fee_number = f.fee_number
    where f.fate = 'open' or f.fate = 'collected' and t.settled_m is null
)
select e.fee_number || '-' || left(e.kind, 1) || case when e.kind = 'collection_reversed' then 'r' else '' end || coalesce(e.m::text, ''),
       i.id, l.portfolio_code, l.currency, e.kind, e.occurred_on, e.amount, y.id
from events e
join demo_fee f on f.fee_number = e.fee_number
join demo_loan_id l on l.n = f.n
join demo_fee_id i on i.fee_number = e.fee_number
left join demo_payment_id y on y.payment_number = 'P' || lpad(e.n::text, 8, '0') || '-' || lpad(e.m::text, 2, '0') || e.suffix
order by e.occurred_on, i.id, e.kind;
