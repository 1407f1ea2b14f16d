-- Purpose: journal entries and lines from the collected postings.

create temporary table demo_line as
select p.entry, p.account, p.currency, p.loan_id, p.portfolio_id, sum(p.amount) as amount
from demo_posting p
group by p.entry, p.account, p.currency, p.loan_id, p.portfolio_id
having sum(p.amount) <> 0;

create temporary table demo_entry_no as
select e.entry, e.posted_on, e.source, e.description, 'J' || lpad((row_number() over (order by e.posted_on, e.entry))::text, 7, '0') as entry_number
from (select p.entry, min(p.posted_on) as posted_on, min(p.source) as source, min(p.description) as description
      from demo_posting p
      where exists (select from demo_line l where l.entry = p.entry)
      group by p.entry) e;
create unique index on demo_entry_no (entry);
analyze demo_entry_no;

create temporary table demo_journal_id (entry_number text primary key, id bigint);
with added as (
    insert into lending.journal_entry (entry_number, posted_on, description, source, kind)
    select e.entry_number, e.posted_on, e.description, e.source, case e.source when 'opening' then 'opening' when 'closing' then 'closing' else 'normal' end
    from demo_entry_no e
    where not exists (select from demo_reversing r where r.reversing = e.entry)
    order by e.entry_number
    returning entry_number, id
)
insert into demo_journal_id select a.entry_number, a.id from added a;
with added as (
    insert into lending.journal_entry (entry_number, posted_on, description, source, reverses_id)
    select e.entry_number, e.posted_on, e.description, e.source, i.id
    from demo_reversing r
    join demo_entry_no e on e.entry = r.reversing
    join demo_entry_no o on o.entry = r.entry
    join demo_journal_id i on i.entry_number = o.entry_number
    order by e.entry_number
    returning entry_number, id
)
insert into demo_journal_id select a.entry_number, a.id from added a;
analyze demo_journal_id;

insert into lending.journal_line (entry_id, line, account_id, debit, credit, currency, loan_id, portfolio_id, portfolio_code)
select i.id, row_number() over (partition by i.id order by l.currency desc, l.amount < 0, a.code, l.portfolio_id, l.loan_id), a.id,
       greatest(l.amount, 0), greatest(-l.amount, 0), l.currency, l.loan_id, l.portfolio_id, o.code
from demo_line l
join demo_entry_no e on e.entry = l.entry
join demo_journal_id i on i.entry_number = e.entry_number
join lending.gl_account a on a.code = l.account
left join demo_product o on o.id = l.portfolio_id
order by i.entry_number, 2;
