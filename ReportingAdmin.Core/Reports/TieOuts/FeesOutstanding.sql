-- fees outstanding at the end of the period, fee by fee, and none below zero, per kind and currency; fees settled beyond their amount by themselves
with fees as (
    select f.id, f.fee_number, f.kind, f.currency::text as currency, f.amount, f.assessed_on
    from lending.fee f
    left join lending.loan l on l.id = f.loan_id
    where f.deleted_at is null
      and (@kind::text[] is null or f.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
),
settled as (
    select e.fee_id,
           sum(case when e.kind in ('waived', 'collected', 'charged_off') then e.amount when e.kind = 'collection_reversed' then -e.amount else 0 end) as amount
    from lending.fee_event e
    where e.deleted_at is null and e.occurred_on <= @to
    group by e.fee_id
),
open_fees as (
    select f.fee_number, f.kind, f.currency,
           case when f.assessed_on <= @to then f.amount else 0 end - coalesce(s.amount, 0) as outstanding
    from fees f
    left join settled s on s.fee_id = f.id
),
places as (
    -- A fee settled beyond its amount leaves less than nothing: it is taken off what is outstanding, and no fee is open below zero.
    select o.currency,
           replace(o.kind, 'nsf', 'NSF') || case when o.outstanding < 0 then ', fee ' || o.fee_number else '' end as place,
           sum(o.outstanding) as rolled,
           sum(greatest(o.outstanding, 0)) as listed
    from open_fees o
    group by 1, 2
)
select p.currency, p.place, v.source, case v.source when 'Assessed less settled' then p.rolled else p.listed end as amount
from places p
cross join (values ('Assessed less settled'), ('The same, no fee below zero')) v (source)
union all
-- The report's figure of the kind holds these fees too: they are taken to their own place.
select q.currency, v.place, 'This report', case when v.place = q.place then q.rolled else -q.rolled end
from places q
cross join lateral (values (q.place), (split_part(q.place, ', ', 1))) v (place)
where q.place like '%, fee %'
order by 1, 2, 3
