-- Purpose: agencies, staff, vendors and trust accounts of the demo data.

insert into escrow.agency (code, name, state, uses_corporate_card, created_on)
select 'AG' || lpad(g.n::text, 2, '0'),
       w.word || ' ' || (array['Surrogacy', 'Family Building', 'Fertility Partners', 'Egg Donation'])[1 + g.n % 4],
       (array['ID', 'CA', 'OR', 'WA', 'TX', 'NV', 'UT', 'CO', 'FL', 'ID', 'IL', 'GA'])[1 + g.n % 12],
       -- One flag is wrong on purpose: the entries of AG07 say otherwise.
       case when g.n = 24 then null else g.n % 3 = 1 and g.n <> 7 end,
       c.first_on - 200 - 37 * g.n
from generate_series(1, 25) as g (n)
join demo_company w on w.n = g.n
cross join demo_calendar c
order by g.n;

insert into escrow.staff (code, name, email, team)
select 'ST' || lpad(g.n::text, 2, '0'), f.word || ' ' || l.word,
       lower(f.word || '.' || replace(l.word, '''', '')) || g.n || '@example.com',
       case when g.n <= 10 then 'sales' else 'case' end
from generate_series(1, 26) as g (n)
join demo_first_name f on f.n = 1 + pg_temp.pick(g.n, 1, (select count(*)::integer from demo_first_name))
join demo_last_name l on l.n = 1 + pg_temp.pick(g.n, 2, (select count(*)::integer from demo_last_name))
order by g.n;

-- Vendors 1 to 3 are the payees of the preset "Omega Insurance".
create temporary table demo_vendor as
select g.n, 'V' || lpad(g.n::text, 3, '0') as code,
       (array['insurance', 'medical', 'medical', 'legal', 'agency', 'travel', 'pharmacy', 'individual', 'other', 'medical'])
           [1 + (g.n - 1) % 10] as category
from generate_series(1, 80) as g (n);
update demo_vendor set category = 'insurance' where n in (2, 3);

insert into escrow.vendor (code, name, category)
select v.code,
       case
           when v.n = 1 then 'Omega Insurance'
           when v.n = 2 then 'Omega Insurance Claims'
           when v.n = 3 then 'Omega Insurance Premium Services'
           when v.category = 'individual' then f.word || ' ' || l.word
           else w.word || ' ' || case v.category
               when 'insurance' then 'Insurance' when 'medical' then 'Fertility Clinic' when 'legal' then 'Law'
               when 'agency' then 'Matching Services' when 'travel' then 'Travel' when 'pharmacy' then 'Pharmacy'
               else 'Services' end
       end,
       v.category
from demo_vendor v
join demo_company w on w.n = 1 + (25 + v.n) % (select count(*) from demo_company)
join demo_first_name f on f.n = 1 + pg_temp.pick(v.n, 3, (select count(*)::integer from demo_first_name))
join demo_last_name l on l.n = 1 + pg_temp.pick(v.n, 4, (select count(*)::integer from demo_last_name))
order by v.n;

insert into escrow.trust_account (code, name, currency)
values ('TRUST-1', 'Trust account West', 'USD'), ('TRUST-2', 'Trust account East', 'USD'), ('TRUST-CAD', 'Trust account Canada', 'CAD');

create temporary table demo_agency as
select substr(a.code, 3)::integer as n, a.id, a.code from escrow.agency a;
create temporary table demo_staff as
select substr(s.code, 3)::integer as n, s.id from escrow.staff s;
create temporary table demo_trust as
select case t.code when 'TRUST-1' then 1 when 'TRUST-2' then 2 else 3 end as n, t.id from escrow.trust_account t;
alter table demo_vendor add column id bigint;
update demo_vendor d set id = v.id from escrow.vendor v where v.code = d.code;
analyze demo_vendor;
