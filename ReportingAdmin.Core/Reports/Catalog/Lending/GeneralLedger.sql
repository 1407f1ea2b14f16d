-- one row per journal line, and per account and currency its opening and its closing balance
with lines as (
    select l.account_id,
           l.currency::text as currency,
           e.id as entry_id,
           e.entry_number,
           l.line,
           e.posted_on,
           e.kind,
           e.source,
           e.description,
           e.reverses_id,
           l.debit,
           l.credit,
           l.loan_id,
           l.portfolio_code
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    where e.posted_on between @from and @to
      and l.deleted_at is null
      and e.deleted_at is null
      and (@account::text[] is null
           or l.account_id = any(array(select a.id from lending.gl_account a where a.code = any(@account::text[]))))
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
openings as (
    select l.account_id, l.currency::text as currency, sum(l.debit - l.credit) as opening
    from lending.journal_line l
    join lending.journal_entry e on e.id = l.entry_id
    where e.posted_on < @from
      and l.deleted_at is null
      and e.deleted_at is null
      and (@account::text[] is null
           or l.account_id = any(array(select a.id from lending.gl_account a where a.code = any(@account::text[]))))
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
    group by l.account_id, l.currency
),
movements as (
    select l.account_id, l.currency, count(*) as lines, sum(l.debit - l.credit) as movement
    from lines l
    group by l.account_id, l.currency
),
accounts as (
    select coalesce(o.account_id, m.account_id) as account_id,
           coalesce(o.currency, m.currency) as currency,
           coalesce(o.opening, 0) as opening,
           coalesce(m.movement, 0) as movement,
           coalesce(m.lines, 0) as lines
    from openings o
    full join movements m on m.account_id = o.account_id and m.currency = o.currency
    where o.opening <> 0 or m.lines > 0
),
reversals as (
    select r.reverses_id as entry_id, string_agg(r.entry_number, ', ' order by r.entry_number) as reversed_by
    from lending.journal_entry r
    where r.reverses_id is not null and r.deleted_at is null
    group by r.reverses_id
),
statement as (
    select c.account_id, c.currency, 0::bigint as position, 'Opening' as row_kind, null::bigint as entry_id, null::text as entry_number,
           null::integer as line, @from::date as posted_on, null::text as entry_kind, null::text as source, null::text as description,
           null::bigint as reverses_id, null::numeric as debit, null::numeric as credit, c.opening as balance,
           null::bigint as loan_id, null::text as portfolio_code
    from accounts c
    union all
    select l.account_id, l.currency,
           row_number() over w,
           'Line', l.entry_id, l.entry_number, l.line, l.posted_on, l.kind, l.source, l.description, l.reverses_id, l.debit, l.credit,
           c.opening + sum(l.debit - l.credit) over w,
           l.loan_id, l.portfolio_code
    from lines l
    join accounts c on c.account_id = l.account_id and c.currency = l.currency
    window w as (partition by l.account_id, l.currency order by l.posted_on, l.entry_number, l.line rows unbounded preceding)
    union all
    select c.account_id, c.currency, c.lines + 1, 'Closing', null, null, null, @to::date, null, null, null, null, null, null,
           c.opening + c.movement, null, null
    from accounts c
)
select a.code as account_code,
       a.name as account_name,
       t.currency,
       t.position,
       t.row_kind,
       t.posted_on,
       t.entry_number,
       t.line,
       t.entry_kind,
       t.source,
       t.description,
       t.debit::numeric(28,2) as debit,
       t.credit::numeric(28,2) as credit,
       t.balance::numeric(28,2) as balance,
       v.entry_number as reverses,
       r.reversed_by,
       n.loan_number,
       t.portfolio_code as portfolio
from statement t
join lending.gl_account a on a.id = t.account_id
left join lending.journal_entry v on v.id = t.reverses_id
left join reversals r on r.entry_id = t.entry_id
left join lending.loan n on n.id = t.loan_id
order by a.code, t.currency, t.position
