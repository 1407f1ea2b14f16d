-- Purpose: what moves the balances of the cases demo.from_n to demo.to_n, as a temporary table, not yet numbered.

-- Money out over the life of each case, future included: deposits are sized by it, so that no balance falls below zero.
-- tag = a number within the case that says where the row comes from.
drop table if exists pg_temp.demo_out;
create temporary table demo_out as
with small as (
    -- Bills, charges and fees, about 25 in 30 days.
    select d.n, 1000000 + g.j as tag, d.n * 100000 + g.j as key,
           d.funded_on + 2 + floor((d.ended_on - d.funded_on - 4) * pg_temp.u(d.n * 100000 + g.j, 101))::integer as due_on
    from demo_case d
    cross join lateral generate_series(1, ((d.ended_on - d.funded_on)
        * case d.case_type when 'surrogacy' then 0.84 else 0.76 end * (0.8 + 0.4 * pg_temp.u(d.n, 102)))::integer) as g (j)
    where not d.never_funded and d.ended_on > d.funded_on + 8
), kinds as (
    select s.*, case when pg_temp.u(s.key, 103) < 0.30 then 'deduction' when pg_temp.u(s.key, 103) < 0.78 then 'debit'
            else 'disbursement' end as kind
    from small s
), billed as (
    select k.n, k.tag, k.key, k.due_on, k.kind,
           case when k.kind = 'deduction' then pg_temp.money(k.key, 104, 5, 60)
               when k.kind = 'debit' then pg_temp.money(k.key, 104, 8, 450)
               else case v.category when 'medical' then pg_temp.money(k.key, 104, 250, 7500)
                   when 'legal' then pg_temp.money(k.key, 104, 400, 4500)
                   when 'agency' then pg_temp.money(k.key, 104, 800, 8000)
                   when 'insurance' then pg_temp.money(k.key, 104, 180, 5200)
                   else pg_temp.money(k.key, 104, 60, 2400) end
           end as amount,
           case when k.kind = 'disbursement' or k.kind = 'debit' and pg_temp.u(k.key, 105) < 0.85 then v.id end as vendor_id,
           false as to_surrogate
    from kinds k
    left join demo_vendor v on v.n = 1 + floor(80 * pg_temp.u(k.key, 106) * pg_temp.u(k.key, 107))::integer
    union all
    -- The company's fee at the start.
    select d.n, 1, d.n * 100000 + 90001, d.funded_on + 2, 'deduction',
           case d.case_type when 'surrogacy' then 1250.00 else 650.00 end, null, false
    from demo_case d
    where not d.never_funded and not d.taken_over
    union all
    -- A charge before any money came: an exception of the reconciliation.
    select d.n, 2, d.n * 100000 + 90002, d.opened_on + 1, 'disbursement', 450.00, v.id, false
    from demo_case d
    join demo_vendor v on v.n = 4
    where d.n % 120 = 55 and not d.never_funded and not d.taken_over and d.funded_on > d.opened_on + 4
    union all
    -- Allowance each month, base compensation in ten parts from the heartbeat on.
    select d.n, 100 + g.month_no, d.n * 100000 + 91000 + g.month_no, d.contract_on + 10 + g.month_no * 30, 'disbursement',
           d.monthly_allowance + case when d.amended and g.month_no * 30 + 10 >= 170 then 50 else 0 end, null, true
    from demo_case d
    cross join lateral generate_series(0, (d.ended_on - d.contract_on - 20) / 30) as g (month_no)
    where not d.never_funded and d.contract_on + 10 > d.funded_on
    union all
    select d.n, 300 + g.part, d.n * 100000 + 92000 + g.part, d.heartbeat_on + 10 + g.part * 28, 'disbursement',
           round(d.base_compensation / 10, 2), null, true
    from demo_case d
    cross join generate_series(0, 9) as g (part)
    where d.heartbeat_on > d.funded_on and d.heartbeat_on + 10 + g.part * 28 < d.ended_on - 3
)
select b.n, b.tag, b.key, pg_temp.business_day(b.due_on) as posted_on, b.kind, b.amount, b.vendor_id, b.to_surrogate,
       (b.due_on - d.funded_on) / 30 as window_no
from billed b
join demo_case d on d.n = b.n
where b.due_on < d.ended_on and (d.reopened_on is null or b.due_on < d.first_closed_on or b.due_on > d.reopened_on);
analyze demo_out;

-- Everything but what depends on the balance.
drop table if exists pg_temp.demo_entry;
create temporary table demo_entry as
with covered as (
    -- Each 30 days are paid for at their first day; the first deposit holds a reserve.
    select d.n, w.window_no,
           case when d.funded_on + w.window_no * 30 between d.first_closed_on and d.reopened_on then d.reopened_on
               else d.funded_on + w.window_no * 30 end as due_on,
           ceil((coalesce(o.amount, 0) + case when w.window_no = 0 then 6000 + 500 * pg_temp.pick(d.n, 110, 30) else 0 end) / 100) * 100 as amount
    from demo_case d
    cross join lateral generate_series(0, greatest(0, (d.ended_on - d.funded_on) / 30)) as w (window_no)
    left join (select o.n, greatest(o.window_no, 0) as window_no, sum(o.amount) as amount
               from demo_out o group by 1, 2) o on o.n = d.n and o.window_no = w.window_no
    where not d.never_funded
), deposits as (
    select c.n, 2000 + c.window_no as tag, c.n * 100000 + 93000 + c.window_no as key, pg_temp.business_day(c.due_on) as posted_on, c.amount
    from covered c
    where c.amount > 0
)
select o.n, o.tag, o.key, o.posted_on, o.kind, o.amount, o.vendor_id, o.to_surrogate, false as to_parents, null::bigint as reverses_tag
from demo_out o
union all
select p.n, p.tag, p.key, p.posted_on, 'deposit', p.amount, null, false, false, null from deposits p
union all
-- A cheque that came back, and the money again on the same day.
select p.n, p.tag + 1000 * x.part, p.key + 1000 * x.part, pg_temp.business_day(p.posted_on + 6), x.kind, p.amount, null, false, false, case when x.kind = 'reversal' then p.tag end
from deposits p
cross join (values (1, 'reversal'), (2, 'deposit')) as x (part, kind)
where pg_temp.u(p.key, 111) < 0.015
union all
select d.n, 3, d.n * 100000 + 90003, pg_temp.business_day(c.first_on), 'opening', 9000 + 100 * pg_temp.pick(d.n, 112, 300), null, false, false, null
from demo_case d cross join demo_calendar c
where d.taken_over
union all
select d.n, 5000 + g.j, d.n * 100000 + 94000 + g.j, pg_temp.business_day(d.funded_on + 29 + g.j * 30), 'interest',
       pg_temp.money(d.n * 100000 + 94000 + g.j, 113, 1, 38), null, false, false, null
from demo_case d
cross join lateral generate_series(0, (d.ended_on - d.funded_on - 40) / 30) as g (j)
where not d.never_funded and pg_temp.u(d.n, 114) < 0.3
union all
-- Vendors giving money back.
select o.n, o.tag + 2000000, o.key + 10000000000, pg_temp.business_day(o.posted_on + 5 + pg_temp.pick(o.key, 115, 25)), 'vendor_refund',
       round(o.amount * (0.3 + 0.7 * pg_temp.u(o.key, 116))::numeric, 2), o.vendor_id, false, false, null
from demo_out o
where o.vendor_id is not null and o.amount > 40 and pg_temp.u(o.key, 117) < 0.03
union all
select o.n, o.tag + 4000000, o.key + 20000000000, pg_temp.business_day(o.posted_on + 1 + pg_temp.pick(o.key, 118, 14)), 'reversal',
       case when pg_temp.u(o.key, 119) < 0.8 then o.amount else greatest(0.01, round(o.amount / 2, 2)) end, o.vendor_id, false, false, o.tag
from demo_out o
where pg_temp.u(o.key, 117) between 0.5 and 0.508
union all
select o.n, o.tag + 6000000, o.key + 30000000000, o.posted_on, case when pg_temp.u(o.key, 118) < 0.5 then 'adjustment_in' else 'adjustment_out' end,
       pg_temp.money(o.key, 119, 1, 60), null, false, false, null
from demo_out o
where pg_temp.u(o.key, 117) between 0.6 and 0.604
union all
-- Parents with two cases move money from one to the other.
select case x.kind when 'transfer_out' then a.n else b.n end, 4, case x.kind when 'transfer_out' then a.n else b.n end * 100000 + 90004,
       pg_temp.business_day(greatest(a.funded_on, b.funded_on) + 40), x.kind, 500 + 100 * pg_temp.pick(a.n, 120, 20), null, false, false, null
from demo_case a
join demo_case b on b.n = a.n + 1 and b.currency = a.currency
cross join (values ('transfer_out'), ('transfer_in')) as x (kind)
where a.n % 12 = 11 and not a.never_funded and not b.never_funded
  and greatest(a.funded_on, b.funded_on) + 45 < least(a.ended_on, b.ended_on);

-- Only what has happened, and nothing after a case is closed or while it was.
delete from demo_entry e
using demo_case d, demo_calendar c
where d.n = e.n
  and (e.posted_on > least(c.through_on, coalesce(d.closed_on, c.through_on))
       or e.posted_on > d.first_closed_on and e.posted_on < d.reopened_on);
-- A reversal whose original fell away falls away too.
delete from demo_entry r
where r.reverses_tag is not null
  and not exists (select from demo_entry o where o.n = r.n and o.tag = r.reverses_tag);
analyze demo_entry;

-- What is left goes back to the parents on the closing day; with some cases the last part days later, with a few never.
insert into demo_entry (n, tag, key, posted_on, kind, amount, vendor_id, to_surrogate, to_parents, reverses_tag)
with balance as (
    select e.n, sum(case when e.kind = 'reversal' then -escrow.flow_sign(o.kind) else escrow.flow_sign(e.kind) end * e.amount) as amount
    from demo_entry e
    left join demo_entry o on o.n = e.n and o.tag = e.reverses_tag
    group by e.n
), parts as (
    select d.n, d.closed_on as posted_on, 9000001 as tag,
           case when pg_temp.u(d.n, 121) < 0.12 then round(b.amount * 0.9, 2) else b.amount end as amount
    from balance b
    join demo_case d on d.n = b.n
    where d.closed_on is not null and d.n % 33 <> 4
    union all
    select d.n, pg_temp.business_day(d.closed_on + 12), 9000002, b.amount - round(b.amount * 0.9, 2)
    from balance b
    join demo_case d on d.n = b.n
    where d.closed_on is not null and d.n % 33 <> 4 and pg_temp.u(d.n, 121) < 0.12
)
select p.n, p.tag, p.n * 100000 + p.tag % 100000 + 95000, p.posted_on, 'refund', p.amount, null::bigint, false, true, null::bigint
from parts p cross join demo_calendar c
where p.amount > 0 and p.posted_on <= c.through_on
union all
-- Spent beyond the balance: an exception of the reconciliation.
select d.n, 9000003, d.n * 100000 + 96000, c.through_on - 1 - (c.through_on - 1 - date '2001-01-01') % 7, 'debit', b.amount + 180.00, v.id, false, false, null
from balance b
join demo_case d on d.n = b.n
join demo_vendor v on v.n = 2
cross join demo_calendar c
where d.n % 150 = 33 and d.closed_on is null and b.amount > 0;
