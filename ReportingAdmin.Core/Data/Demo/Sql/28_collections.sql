-- Purpose: queue assignments, contact attempts and promises of the loans demo.from_n to demo.to_n.

-- A loan that was late at a month-end is worked in the month after.
drop table if exists pg_temp.demo_work;
create temporary table demo_work as
select p.n, p.m + 1 as m, p.n * 64::bigint + p.m + 1 as key, m.first_on, m.month_end, i.id as loan_id, i.portfolio_code, i.currency,
       case when p.days_late < 30 then 1 when p.days_late < 60 then 2 when p.days_late < 90 then 3 else 4 end as queue_n,
       1 + pg_temp.pick(p.n * 8 + case when p.days_late < 30 then 1 when p.days_late < 60 then 2 when p.days_late < 90 then 3 else 4 end, 401, 12) as collector_n,
       p.payment, q.paid, q.received_on, q.instalments, q.left_on, q.p_principal + q.p_interest as cash,
       q.status as next_status, q.behind as next_behind
from demo_path p
join demo_path q on q.n = p.n and q.m = p.m + 1
join demo_loan_id i on i.n = p.n
join demo_month m on m.m = p.m + 1
where p.days_late > 0 and p.status = 'active';
analyze demo_work;

insert into lending.queue_assignment (loan_id, portfolio_code, from_on, to_on, queue_id, collector_id)
with runs as (
    -- Months in the same queue in a row are one assignment.
    select w.*, w.m - row_number() over (partition by w.n, w.queue_n order by w.m) as run from demo_work w
), spans as (
    select r.n, r.loan_id, r.portfolio_code, r.queue_n, r.collector_n, min(r.first_on) as from_on, max(r.month_end) as month_end,
           (array_agg(case when r.next_behind <= 0 and r.paid or r.left_on is not null then coalesce(r.left_on, r.received_on) end order by r.m desc))[1] as ended_on,
           max(r.m) as last_m
    from runs r
    group by r.n, r.loan_id, r.portfolio_code, r.queue_n, r.collector_n, r.run
)
select s.loan_id, s.portfolio_code, s.from_on, case when s.ended_on is not null then s.ended_on when s.last_m < 36 then s.month_end end,
       q.id, c.id
from spans s
join demo_queue q on q.n = s.queue_n
join demo_collector c on c.n = s.collector_n
order by s.from_on, s.loan_id;

-- A promise before the money of those who pay, and one that is not held from some who do not.
drop table if exists pg_temp.demo_promise;
create temporary table demo_promise as
select w.*, t.due_on, greatest(w.first_on, t.due_on - 3 - pg_temp.pick(w.key, 411, 5)) as promised_on,
       case when w.paid then round(least(w.cash, w.instalments * w.payment) * case when pg_temp.u(w.key, 412) < 0.12 then 1.1 else 1.0 end, 2) else w.payment end as amount,
       case when pg_temp.u(w.key, 413) < 0.06 then 'cancelled' end as fate
from demo_work w
cross join lateral (select case when w.paid then w.received_on + pg_temp.pick(w.key, 414, 3) - case when pg_temp.u(w.key, 415) < 0.12 then 6 else 0 end
    else w.first_on + 6 + pg_temp.pick(w.key, 414, 18) end as due_on) t
where pg_temp.u(w.key, 416) < case when w.paid then 0.6 else 0.25 end and t.due_on >= w.first_on + 1 and t.due_on <= w.month_end
  and (w.left_on is null or t.due_on <= w.left_on) and (not w.paid or w.cash > 0);

insert into lending.contact_attempt (number, loan_id, portfolio_code, collector_id, queue_id, attempted_at, channel, outcome)
select 'A' || lpad(a.n::text, 8, '0') || '-' || lpad(a.m::text, 2, '0') || '-' || a.j, a.loan_id, a.portfolio_code, c.id, q.id,
       (a.day + time '08:15' + pg_temp.pick(a.key * 16 + a.j, 421, 690) * interval '1 minute') at time zone k.time_zone, a.channel,
       case when a.promised then 'right_party'
           when a.channel = 'letter' then 'no_answer'
           when pg_temp.u(a.key * 16 + a.j, 422) < 0.52 then 'no_answer' when pg_temp.u(a.key * 16 + a.j, 422) < 0.76 then 'left_message'
           when pg_temp.u(a.key * 16 + a.j, 422) < 0.82 then 'third_party' else 'right_party' end
from (
    select w.n, w.m, w.key, w.loan_id, w.portfolio_code, w.collector_n, w.queue_n, g.j, false as promised,
           pg_temp.business_day(w.first_on + pg_temp.pick(w.key * 16 + g.j, 423, 24)) as day,
           (array['call', 'call', 'call', 'sms', 'email', 'letter'])[1 + pg_temp.pick(w.key * 16 + g.j, 424, 6)] as channel, w.left_on, w.paid, w.received_on
    from demo_work w
    cross join lateral generate_series(1, 1 + pg_temp.pick(w.key, 425, 3 + w.queue_n)) as g (j)
    union all
    select p.n, p.m, p.key, p.loan_id, p.portfolio_code, p.collector_n, p.queue_n, 0, true, p.promised_on, 'call', null, false, null
    from demo_promise p
) a
join demo_collector c on c.n = a.collector_n
join demo_queue q on q.n = a.queue_n
cross join demo_calendar k
-- Nobody is called after having paid or left.
where a.day <= coalesce(a.left_on, a.day) and (a.promised or not a.paid or a.day <= a.received_on)
order by a.day, a.loan_id, a.j;

insert into lending.promise (number, loan_id, portfolio_code, currency, collector_id, queue_id, promised_on, due_on, amount, cancelled_on, reported_status)
select 'PR' || lpad(p.n::text, 8, '0') || '-' || lpad(p.m::text, 2, '0'), p.loan_id, p.portfolio_code, p.currency, c.id, q.id,
       p.promised_on, p.due_on, greatest(1.00, p.amount), case when p.fate = 'cancelled' then greatest(p.promised_on, p.due_on - 1) end,
       case when pg_temp.u(p.key, 417) < 0.5 then case when p.fate = 'cancelled' then 'cancelled' when p.paid then 'kept' else 'broken' end end
from demo_promise p
join demo_collector c on c.n = p.collector_n
join demo_queue q on q.n = p.queue_n
order by p.promised_on, p.loan_id;
