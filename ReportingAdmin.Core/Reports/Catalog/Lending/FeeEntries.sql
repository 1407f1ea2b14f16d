-- one row per fee assessed and per event of a fee
with open_fees as (
    select n.fee_id
    from (select f.id as fee_id, f.amount
          from lending.fee f
          where f.deleted_at is null and f.assessed_on <= @to
          union all
          select e.fee_id, e.amount * case e.kind when 'collection_reversed' then 1 when 'refunded' then 0 else -1 end
          from lending.fee_event e
          where e.deleted_at is null and e.occurred_on <= @to) n
    where @open_fees
    group by n.fee_id
    having sum(n.amount) <> 0
),
entries as (
    select f.assessed_on as occurred_on, 'assessed' as entry, f.fee_number as number, f.id as fee_id, null::bigint as payment_id, f.amount
    from lending.fee f
    where f.deleted_at is null
      and f.assessed_on <= @to and (f.assessed_on >= @from or @open_fees)
      and (not @open_fees or f.id in (select o.fee_id from open_fees o))
      and (@entry::text[] is null or 'assessed' = any(@entry::text[]))
    union all
    select e.occurred_on, e.kind, e.number, e.fee_id, e.payment_id, e.amount
    from lending.fee_event e
    where e.deleted_at is null
      and e.occurred_on <= @to and (e.occurred_on >= @from or @open_fees)
      and (not @open_fees or e.fee_id in (select o.fee_id from open_fees o))
      and (@entry::text[] is null or e.kind = any(@entry::text[]))
),
signed as (
    select n.*, f.fee_number, f.kind, f.loan_id, f.portfolio_code, f.currency::text as currency,
           n.amount * case
               when n.entry = 'refunded' then -1
               when f.kind = any(@collected_kinds::text[]) then case n.entry when 'collected' then 1 when 'collection_reversed' then -1 else 0 end
               else case n.entry when 'assessed' then 1 when 'waived' then -1 else 0 end end as revenue,
           n.amount * case when n.entry in ('assessed', 'collection_reversed') then 1 when n.entry = 'refunded' then 0 else -1 end as open
    from entries n
    join lending.fee f on f.id = n.fee_id
    where f.deleted_at is null
      and (@kind::text[] is null or f.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
)
select s.occurred_on,
       replace(s.entry, '_', ' ') as entry,
       s.number,
       replace(s.kind, 'nsf', 'NSF') as kind,
       l.loan_number,
       s.currency,
       s.amount,
       s.revenue::numeric(18,2) as revenue,
       s.open::numeric(18,2) as open,
       s.fee_number,
       p.payment_number as payment,
       s.portfolio_code as portfolio
from signed s
left join lending.loan l on l.id = s.loan_id
left join lending.payment p on p.id = s.payment_id
where (@program::text[] is null
       or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
  and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
order by s.occurred_on, s.fee_number, s.entry, s.number
