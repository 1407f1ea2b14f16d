-- Purpose: escrow cases demo.from_n to demo.to_n with parties, status history, milestones and terms.

drop table if exists pg_temp.demo_case;
create temporary table demo_case as
with drawn as (
    select g.n, c.first_on, c.through_on,
           case when pg_temp.u(g.n, 10) < 0.74 then 'surrogacy' else 'egg_donation' end as case_type,
           g.n % 16 = 0 as taken_over,
           case when g.n % 16 = 0 then c.first_on - 30 - pg_temp.pick(g.n, 11, 270)
               else c.first_on + floor(c.days * pg_temp.u(g.n, 11))::integer end as opened_on,
           pg_temp.u(g.n, 12) < 0.045 and g.n % 16 <> 0 as never_funded,
           pg_temp.u(g.n, 13) < 0.06 and g.n % 16 <> 0 as cancelled,
           pg_temp.u(g.n, 14) < 0.05 and pg_temp.u(g.n, 10) < 0.74 as reopened
    from generate_series(current_setting('demo.from_n')::bigint, current_setting('demo.to_n')::bigint) as g (n)
    cross join demo_calendar c
), dated as (
    select d.*,
           d.opened_on + case
               when d.never_funded then case when d.cancelled then 60 + pg_temp.pick(d.n, 15, 120) else 9999 end
               when d.cancelled then 40 + pg_temp.pick(d.n, 15, 100)
               when d.taken_over then (d.first_on - d.opened_on) + 90 + pg_temp.pick(d.n, 15, 300)
               when d.case_type = 'surrogacy' then 440 + pg_temp.pick(d.n, 15, 330)
               else 150 + pg_temp.pick(d.n, 15, 200) end as ended_on,
           case when d.taken_over then d.first_on + 1 else d.opened_on + 3 + pg_temp.pick(d.n, 16, 18) end as funded_on
    from drawn d
)
select d.n, 'SE' || lpad(d.n::text, 6, '0') as case_number, d.case_type, d.taken_over, d.never_funded, d.cancelled,
       pg_temp.business_day(d.opened_on) as opened_on,
       -- Null while the case goes on.
       case when pg_temp.business_day(d.ended_on) <= d.through_on then pg_temp.business_day(d.ended_on) end as closed_on,
       d.funded_on, d.ended_on,
       case when d.reopened and not d.cancelled and not d.never_funded and not d.taken_over
           then pg_temp.business_day(d.opened_on + 130) end as first_closed_on,
       case when d.reopened and not d.cancelled and not d.never_funded and not d.taken_over
           then pg_temp.business_day(d.opened_on + 130 + 20 + pg_temp.pick(d.n, 17, 30)) end as reopened_on,
       a.id as agency_id, a.code as agency_code, a.n as agency_n,
       sales.id as sales_staff_id, desk.id as case_staff_id,
       case when d.n % 27 = 5 then 'CAD' else 'USD' end as currency,
       case when d.n % 27 = 5 then 3 else 1 + a.n % 2 end as trust_n,
       case when pg_temp.u(d.n, 20) < 0.2 then 'ID'
           else (array['CA', 'OR', 'WA', 'TX', 'NV', 'UT', 'CO', 'FL', 'IL', 'GA', 'AZ', 'MT'])[1 + pg_temp.pick(d.n, 21, 12)] end as state,
       pg_temp.u(d.n, 22) < 0.7 as insured,
       case when d.case_type = 'surrogacy' then 34000 + 500 * pg_temp.pick(d.n, 23, 52)
           else 6000 + 500 * pg_temp.pick(d.n, 23, 16) end::numeric as base_compensation,
       case when d.case_type = 'surrogacy' then 200 + 25 * pg_temp.pick(d.n, 24, 9)
           else 100 + 25 * pg_temp.pick(d.n, 24, 5) end::numeric as monthly_allowance,
       pg_temp.u(d.n, 25) < 0.3 as amended,
       d.opened_on + 8 + pg_temp.pick(d.n, 26, 20) as contract_on,
       case when d.case_type = 'surrogacy' and not d.never_funded then d.opened_on + 95 + pg_temp.pick(d.n, 27, 70) end as heartbeat_on
from dated d
join demo_agency a on a.n = 1 + floor(25 * pg_temp.u(d.n, 28) * pg_temp.u(d.n, 29))::integer
join demo_staff sales on sales.n = 1 + (a.n + pg_temp.pick(d.n, 30, 3)) % 10
join demo_staff desk on desk.n = 11 + pg_temp.pick(d.n, 31, 16)
where pg_temp.business_day(d.opened_on) <= d.through_on;

insert into escrow.escrow_case (case_number, case_type, agency_id, agency_code, sales_staff_id, case_staff_id, opened_on,
    state, currency, insured, status, closed_on)
select d.case_number, d.case_type, d.agency_id, d.agency_code, d.sales_staff_id, d.case_staff_id, d.opened_on,
       d.state, d.currency, d.insured,
       case when d.closed_on is not null then case when d.cancelled then 'cancelled' else 'closed' end
           when d.first_closed_on <= c.through_on and d.reopened_on > c.through_on then 'closed' else 'open' end,
       coalesce(d.closed_on, case when d.first_closed_on <= c.through_on and d.reopened_on > c.through_on then d.first_closed_on end)
from demo_case d cross join demo_calendar c
order by d.n;

alter table demo_case add column id bigint;
update demo_case d set id = c.id from escrow.escrow_case c where c.case_number = d.case_number;
create unique index on demo_case (n);
analyze demo_case;

-- Status changes as loaded; cases taken over have none, the database makes theirs from the case itself.
insert into escrow.case_status_history (case_id, agency_code, changed_on, seq, status)
select d.id, d.agency_code, h.changed_on, 0, h.status
from demo_case d
cross join demo_calendar c
cross join lateral (values
    (d.opened_on, 'open'),
    (d.first_closed_on, 'closed'),
    (d.reopened_on, 'open'),
    (d.closed_on, case when d.cancelled then 'cancelled' else 'closed' end)) as h (changed_on, status)
where h.changed_on <= c.through_on and not d.taken_over
order by d.n, h.changed_on;

-- One surrogate or donor and one or two intended parents; some parents come again for another case.
create temporary table if not exists demo_party (code text primary key, id bigint);
truncate demo_party;
with wanted as (
    select p.code, min(d.n) as n, p.part, min(d.state) as state
    from demo_case d
    cross join lateral (values
        ('P' || lpad(d.n::text, 6, '0') || 'C', 1),
        ('P' || lpad((d.n - (d.n % 12 = 0)::integer)::text, 6, '0') || 'A', 2),
        (case when d.n % 5 <> 0 then 'P' || lpad((d.n - (d.n % 12 = 0)::integer)::text, 6, '0') || 'B' end, 3)) as p (code, part)
    where p.code is not null
    group by p.code, p.part
), added as (
    insert into escrow.party (code, name, email, state)
    select w.code, f.word || ' ' || l.word,
           lower(f.word || '.' || replace(l.word, '''', '')) || w.n || '@example.org',
           case when w.part > 1 and pg_temp.u(w.n, 32) < 0.15 then null else w.state end
    from wanted w
    join demo_first_name f on f.n = 1 + pg_temp.pick(w.n, 33 + w.part, (select count(*)::integer from demo_first_name))
    join demo_last_name l on l.n = 1 + pg_temp.pick(w.n, 37 + least(w.part, 2), (select count(*)::integer from demo_last_name))
    order by w.code
    returning code, id
)
insert into demo_party select a.code, a.id from added a;

insert into escrow.case_party (case_id, agency_code, party_id, role, from_on, to_on)
select d.id, d.agency_code, p.id, x.role, d.opened_on, case when d.cancelled then d.closed_on end
from demo_case d
cross join lateral (values
    ('P' || lpad(d.n::text, 6, '0') || 'C', case when d.case_type = 'surrogacy' then 'surrogate' else 'egg_donor' end),
    ('P' || lpad((d.n - (d.n % 12 = 0)::integer)::text, 6, '0') || 'A', 'intended_parent'),
    (case when d.n % 5 <> 0 then 'P' || lpad((d.n - (d.n % 12 = 0)::integer)::text, 6, '0') || 'B' end, 'intended_parent')) as x (code, role)
join demo_party p on p.code = x.code
order by d.n, x.code;

insert into escrow.case_milestone (case_id, agency_code, kind, occurred_on)
select d.id, d.agency_code, m.kind, m.occurred_on
from demo_case d
cross join demo_calendar c
cross join lateral (values
    ('contract_uploaded', pg_temp.business_day(d.contract_on)),
    ('heartbeat_confirmed', pg_temp.business_day(d.heartbeat_on)),
    ('base_comp_started', pg_temp.business_day(d.heartbeat_on + 7)),
    ('delivery', case when not d.cancelled and d.case_type = 'surrogacy' then d.ended_on - 45 end)) as m (kind, occurred_on)
where m.occurred_on <= least(c.through_on, coalesce(d.closed_on, c.through_on))
  -- Some contracts were never uploaded.
  and not (m.kind = 'contract_uploaded' and pg_temp.u(d.n, 41) < 0.06)
order by d.n, m.occurred_on, m.kind;

insert into escrow.case_terms (case_id, agency_code, currency, effective_from, base_compensation, monthly_allowance)
select d.id, d.agency_code, d.currency, t.effective_from, t.base_compensation, t.monthly_allowance
from demo_case d
cross join demo_calendar c
cross join lateral (values
    (d.contract_on, d.base_compensation, d.monthly_allowance),
    (case when d.amended then d.contract_on + 170 end, d.base_compensation + 2500, d.monthly_allowance + 50)) as t (effective_from, base_compensation, monthly_allowance)
where t.effective_from <= least(c.through_on, coalesce(d.closed_on, c.through_on))
order by d.n, t.effective_from;
