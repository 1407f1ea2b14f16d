-- Purpose: requests with their history and the ledger of the cases demo.from_n to demo.to_n.

-- Disbursements are paid on requests; of those that lie ahead some are submitted or approved already.
drop table if exists pg_temp.demo_request;
create temporary table demo_request as
with wanted as (
    select o.n, o.tag, o.key, o.amount, o.vendor_id, o.posted_on,
           greatest(d.opened_on, o.posted_on - 2 - pg_temp.pick(o.key, 131, 4)) as submitted_on,
           case when exists (select from demo_entry e where e.n = o.n and e.tag = o.tag) then 'paid'
               when d.closed_on is null and d.first_closed_on is null and o.posted_on > c.through_on then 'ahead' end as outcome
    from demo_out o
    join demo_case d on d.n = o.n
    cross join demo_calendar c
    where o.kind = 'disbursement' and o.posted_on <= c.through_on + 10
    union all
    -- Asked for and not paid.
    select o.n, o.tag + 8000000, o.key + 40000000000, round(o.amount * 1.4, 2), o.vendor_id, o.posted_on,
           greatest(d.opened_on, o.posted_on - 3), case when pg_temp.u(o.key, 132) < 0.06 then 'rejected' else 'cancelled' end
    from demo_out o
    join demo_case d on d.n = o.n
    cross join demo_calendar c
    where o.kind = 'disbursement' and o.posted_on <= least(c.through_on, coalesce(d.closed_on, c.through_on))
      and pg_temp.u(o.key, 132) < 0.10
), timed as (
    select w.*, s.id as staff_id, c.through_on, c.first_on, d.id as case_id, d.agency_code, d.currency, d.case_number,
           ((w.submitted_on + time '08:00' + pg_temp.pick(w.key, 133, 480) * interval '1 minute') at time zone c.time_zone) as submitted_at,
           ((w.submitted_on + 1 + time '09:00' + pg_temp.pick(w.key, 134, 420) * interval '1 minute') at time zone c.time_zone) as decided_at,
           ((w.posted_on + time '16:00') at time zone c.time_zone) as paid_at
    from wanted w
    join demo_case d on d.n = w.n
    join demo_staff s on s.n = 11 + (d.case_staff_id + pg_temp.pick(w.key, 135, 3)) % 16
    cross join demo_calendar c
    where w.outcome is not null and w.submitted_on <= c.through_on
)
select t.n, t.tag, t.key, t.case_id, t.agency_code, t.currency, t.case_number || '-R' || t.tag as request_number,
       t.staff_id, t.vendor_id, t.amount, t.submitted_on, t.submitted_at, t.decided_at,
       case when t.outcome = 'paid' then t.paid_at end as paid_at,
       case when t.outcome <> 'ahead' then t.outcome when t.submitted_on < t.through_on then 'approved' else 'submitted' end as status,
       -- The oldest requests came without their history.
       t.submitted_on >= t.first_on + 270 as with_history
from timed t;
analyze demo_request;

drop table if exists pg_temp.demo_request_id;
create temporary table demo_request_id (request_number text, id bigint);
with added as (
    insert into escrow.disbursement_request (request_number, case_id, agency_code, currency, staff_id, vendor_id, amount, status,
        submitted_at, status_changed_at, paid_at)
    select r.request_number, r.case_id, r.agency_code, r.currency, r.staff_id, r.vendor_id, r.amount, r.status, r.submitted_at,
           case r.status when 'submitted' then r.submitted_at when 'paid' then r.paid_at else r.decided_at end, r.paid_at
    from demo_request r
    order by r.n, r.submitted_at, r.tag
    returning request_number, id
)
insert into demo_request_id select a.request_number, a.id from added a;
analyze demo_request_id;

insert into escrow.disbursement_request_history (request_id, agency_code, currency, seq, status, changed_at, staff_id, amount)
select i.id, r.agency_code, r.currency, h.seq, h.status, h.changed_at, r.staff_id,
       -- Some are asked for at more than is approved.
       case when h.seq = 1 and pg_temp.u(r.key, 136) < 0.08 then round(r.amount * 1.1, 2) else r.amount end
from demo_request r
join demo_request_id i on i.request_number = r.request_number
cross join lateral (values
    (1, 'submitted', r.submitted_at),
    (2, case when r.status in ('approved', 'paid') then 'approved' when r.status in ('rejected', 'cancelled') then r.status end, r.decided_at),
    (3, case when r.status = 'paid' then 'paid' end, r.paid_at)) as h (seq, status, changed_at)
where r.with_history and h.status is not null
order by i.id, h.seq;

drop table if exists pg_temp.demo_numbered;
create temporary table demo_numbered as
select e.n, e.tag, e.key, e.kind, e.amount, e.posted_on, e.vendor_id, e.reverses_tag,
       d.id as case_id, d.agency_code, d.currency, t.id as trust_account_id, rid.id as request_id,
       d.case_number || '-' || lpad((row_number() over (partition by e.n
           order by e.posted_on, e.reverses_tag is not null, coalesce(escrow.flow_sign(e.kind), 0) desc, e.tag))::text, 4, '0') as entry_number,
       case
           when e.kind = 'interest' or e.kind like 'adjustment%' or e.kind like 'transfer%' or e.kind = 'opening' then 'other'
           when e.kind = 'deposit' then (array['wire', 'ach', 'ach', 'check'])[1 + pg_temp.pick(e.key, 141, 4)]
           when e.kind in ('deduction', 'reversal') then 'other'
           when e.kind = 'debit' then case when a.n % 3 = 1 and pg_temp.u(e.key, 141) < 0.3 then 'corporate_card'
               else (array['card', 'card', 'ach'])[1 + pg_temp.pick(e.key, 142, 3)] end
           else (array['ach', 'ach', 'check', 'wire'])[1 + pg_temp.pick(e.key, 141, 4)] end as method,
       case when e.to_surrogate then surrogate.id when e.to_parents then parent.id end as payee_party_id
from demo_entry e
join demo_case d on d.n = e.n
join demo_agency a on a.n = d.agency_n
join demo_trust t on t.n = d.trust_n
left join demo_party surrogate on e.to_surrogate and surrogate.code = 'P' || lpad(d.n::text, 6, '0') || 'C'
left join demo_party parent on e.to_parents and parent.code = 'P' || lpad((d.n - (d.n % 12 = 0)::integer)::text, 6, '0') || 'A'
left join demo_request r on r.n = e.n and r.tag = e.tag and e.kind = 'disbursement'
left join demo_request_id rid on rid.request_number = r.request_number;

drop table if exists pg_temp.demo_entry_id;
create temporary table demo_entry_id (entry_number text, id bigint);
with cleared as (
    -- A few cheques are never cashed.
    select e.*, case
            when e.method = 'check' and e.kind <> 'deposit' and pg_temp.u(e.key, 143) < 0.01 then null
            when e.method = 'check' then pg_temp.business_day(e.posted_on + 2 + pg_temp.pick(e.key, 144, 11))
            when e.method in ('ach', 'card', 'corporate_card') then pg_temp.business_day(e.posted_on + 1 + pg_temp.pick(e.key, 144, 2))
            else e.posted_on end as cleared_on
    from demo_numbered e
    where e.kind <> 'reversal'
), added as (
    insert into escrow.ledger_entry (entry_number, case_id, agency_code, currency, kind, amount, posted_on, value_on, cleared_on,
        method, vendor_id, payee_party_id, request_id, trust_account_id, memo)
    select e.entry_number, e.case_id, e.agency_code, e.currency, e.kind, e.amount, e.posted_on, e.posted_on,
           case when e.cleared_on <= c.through_on then e.cleared_on end,
           e.method, e.vendor_id, e.payee_party_id, e.request_id, e.trust_account_id,
           case when e.payee_party_id is not null then initcap(e.kind) || ' to party' when e.tag = 1 then 'Management fee' end
    from cleared e cross join demo_calendar c
    order by e.entry_number
    returning entry_number, id
)
insert into demo_entry_id select a.entry_number, a.id from added a
where exists (select from demo_numbered r where r.kind = 'reversal');
analyze demo_entry_id;

insert into escrow.ledger_entry (entry_number, case_id, agency_code, currency, kind, amount, posted_on, value_on, cleared_on,
    method, vendor_id, trust_account_id, reverses_id, reversed_kind, memo)
select r.entry_number, r.case_id, r.agency_code, r.currency, 'reversal', r.amount, r.posted_on, r.posted_on, r.posted_on,
       r.method, r.vendor_id, r.trust_account_id, i.id, o.kind, 'Reversal of ' || o.entry_number
from demo_numbered r
join demo_numbered o on o.n = r.n and o.tag = r.reverses_tag
join demo_entry_id i on i.entry_number = o.entry_number
order by r.entry_number;
