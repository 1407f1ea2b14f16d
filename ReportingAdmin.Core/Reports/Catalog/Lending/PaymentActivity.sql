-- one row per day, week or month, currency and, if asked for, method; empty ones too
with payments as (
    select case @basis when 'effective' then coalesce(p.effective_on, p.posted_on)
                       when 'received' then coalesce(p.received_on, p.posted_on)
                       else p.posted_on end as paid_on,
           p.currency::text as currency,
           case when @by_method then coalesce(p.method, 'not given') else 'all' end as method,
           p.entry_kind,
           p.amount,
           p.principal,
           p.interest,
           p.fees,
           p.escrow,
           p.unapplied
    from lending.payment p
    left join lending.loan l on l.id = p.loan_id
    where p.deleted_at is null
      and case @basis when 'effective' then coalesce(p.effective_on, p.posted_on)
                      when 'received' then coalesce(p.received_on, p.posted_on)
                      else p.posted_on end between @from and @to
      and (@portfolio::text[] is null or p.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
      and (@method::text[] is null or p.method = any(@method::text[]))
),
figures as (
    select date_trunc(@every, p.paid_on::timestamp)::date as starts_on,
           p.currency,
           p.method,
           count(*) filter (where p.entry_kind = 'payment') as received_count,
           sum(p.amount) filter (where p.entry_kind = 'payment') as received_amount,
           sum(p.principal) filter (where p.entry_kind = 'payment') as principal,
           sum(p.interest) filter (where p.entry_kind = 'payment') as interest,
           sum(p.fees) filter (where p.entry_kind = 'payment') as fees,
           sum(p.escrow) filter (where p.entry_kind = 'payment') as escrow,
           sum(p.unapplied) filter (where p.entry_kind = 'payment') as unapplied,
           count(*) filter (where p.entry_kind = 'reversal') as reversed_count,
           sum(p.amount) filter (where p.entry_kind = 'reversal') as reversed_amount,
           count(*) filter (where p.entry_kind = 'nsf') as nsf_count,
           sum(p.amount) filter (where p.entry_kind = 'nsf') as nsf_amount,
           sum(p.amount) as net_amount,
           sum(p.principal) as net_principal,
           sum(p.interest) as net_interest,
           sum(p.fees) as net_fees,
           sum(p.escrow) as net_escrow,
           sum(p.unapplied) as net_unapplied
    from payments p
    group by 1, 2, 3
),
spans as (
    select greatest(s.starts_at::date, @from) as first_day,
           least((s.starts_at + ('1 ' || @every)::interval - interval '1 day')::date, @to) as last_day,
           s.starts_at::date as starts_on
    from lending.span_starts(@every, @from, @to) s (starts_at)
),
-- Without a payment in the whole period, the portfolios' own currencies stand.
groups as (
    select f.currency, f.method
    from figures f
    group by f.currency, f.method
    union
    select q.currency::text, 'all'
    from lending.portfolio q
    where not @by_method
      and q.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = q.id)
      and (@portfolio::text[] is null or q.code = any(@portfolio::text[]))
      and (@currency::text[] is null or q.currency::text = any(@currency::text[]))
)
select s.first_day,
       s.last_day,
       g.currency,
       replace(g.method, 'ach', 'ACH') as method,
       coalesce(f.received_count, 0) as received_count,
       coalesce(f.received_amount, 0)::numeric(28,2) as received_amount,
       coalesce(f.principal, 0)::numeric(28,2) as principal,
       coalesce(f.interest, 0)::numeric(28,2) as interest,
       coalesce(f.fees, 0)::numeric(28,2) as fees,
       coalesce(f.escrow, 0)::numeric(28,2) as escrow,
       coalesce(f.unapplied, 0)::numeric(28,2) as unapplied,
       coalesce(f.reversed_count, 0) as reversed_count,
       coalesce(f.reversed_amount, 0)::numeric(28,2) as reversed_amount,
       coalesce(f.nsf_count, 0) as nsf_count,
       coalesce(f.nsf_amount, 0)::numeric(28,2) as nsf_amount,
       coalesce(f.net_amount, 0)::numeric(28,2) as net_amount,
       coalesce(f.net_principal, 0)::numeric(28,2) as net_principal,
       coalesce(f.net_interest, 0)::numeric(28,2) as net_interest,
       coalesce(f.net_fees, 0)::numeric(28,2) as net_fees,
       coalesce(f.net_escrow, 0)::numeric(28,2) as net_escrow,
       coalesce(f.net_unapplied, 0)::numeric(28,2) as net_unapplied
from spans s
cross join groups g
left join figures f on f.starts_on = s.starts_on and f.currency = g.currency and f.method = g.method
order by s.first_day, g.currency, g.method
