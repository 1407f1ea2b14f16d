-- control figures: number and amount of the entries, and what they add to revenue and to the open fees, per currency
with fees as (
    select f.id, f.currency::text as currency, f.assessed_on, f.amount, f.kind = any(@collected_kinds::text[]) as when_collected
    from lending.fee f
    where f.deleted_at is null
      and (@kind::text[] is null or f.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or f.currency::text = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                      where l.id = f.loan_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null
           or exists (select from lending.loan l
                      where l.id = f.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
      and (not @open_fees
           or coalesce((select sum(case when e.kind = 'collection_reversed' then e.amount when e.kind <> 'refunded' then -e.amount end)
                        from lending.fee_event e
                        where e.fee_id = f.id and e.deleted_at is null and e.occurred_on <= @to), 0)
              <> case when f.assessed_on <= @to then -f.amount else 0 end)
),
sums as (
    select f.currency, f.when_collected, e.kind as entry, count(*) as entries, sum(e.amount) as amount
    from lending.fee_event e, fees f
    where f.id = e.fee_id and e.deleted_at is null and (e.occurred_on >= @from or @open_fees) and e.occurred_on <= @to
    group by f.currency, f.when_collected, e.kind
    union all
    select f.currency, f.when_collected, 'assessed', count(*), sum(f.amount)
    from fees f
    where (f.assessed_on >= @from or @open_fees) and f.assessed_on <= @to
    group by f.currency, f.when_collected
),
signs (entry, assessed_sign, collected_sign, open_sign) as (
    values ('assessed', 1, 0, 1), ('waived', -1, 0, -1), ('collected', 0, 1, -1), ('collection_reversed', 0, -1, 1), ('refunded', -1, -1, 0), ('charged_off', 0, 0, -1)
),
kept as (
    select s.currency, s.entries, s.amount,
           s.amount * case when s.when_collected then x.collected_sign else x.assessed_sign end as revenue,
           s.amount * x.open_sign as open
    from sums s
    join signs x on x.entry = s.entry
    where @entry::text[] is null or s.entry = any(@entry::text[])
)
select 'entries' as section, 'rows' as figure, null::text as currency, coalesce(sum(k.entries), 0)::numeric as amount
from kept k
union all
select 'entries', v.figure, k.currency, sum(v.amount)
from kept k
cross join lateral (values ('amount', k.amount), ('revenue', k.revenue), ('open', k.open)) v (figure, amount)
group by v.figure, k.currency
order by 2, 3
