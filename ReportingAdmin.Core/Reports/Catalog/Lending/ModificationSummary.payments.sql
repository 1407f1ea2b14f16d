-- one row per band of payment change and currency, empty bands too
with bands (band, rank) as (
    values ('20 % or more down', 1), ('10 to under 20 % down', 2), ('under 10 % down', 3), ('unchanged', 4), ('up', 5), ('not known', 6)
),
modifications as (
    select d.currency::text as currency, d.upb_after, d.payment_before, d.payment_after,
           case when d.payment_before is null or d.payment_after is null or d.payment_before <= 0 then 'not known'
                when d.payment_after > d.payment_before then 'up'
                when d.payment_after = d.payment_before then 'unchanged'
                when d.payment_after > 0.9 * d.payment_before then 'under 10 % down'
                when d.payment_after > 0.8 * d.payment_before then '10 to under 20 % down'
                else '20 % or more down' end as band
    from lending.modification d
    left join lending.loan l on l.id = d.loan_id
    where d.deleted_at is null
      and d.effective_on between @from and @to
      and (@kind::text[] is null or d.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or d.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or d.currency::text = any(@currency::text[]))
),
currencies as (
    select d.currency, count(*) as modifications from modifications d group by d.currency
)
select b.band,
       c.currency,
       count(d.band) as modifications,
       (count(d.band)::numeric / c.modifications)::numeric(28,12) as share,
       coalesce(sum(d.upb_after), 0)::numeric(28,2) as upb_after,
       coalesce(sum(d.payment_before), 0)::numeric(28,2) as payment_before,
       coalesce(sum(d.payment_after), 0)::numeric(28,2) as payment_after
from bands b
cross join currencies c
left join modifications d on d.band = b.band and d.currency = c.currency
group by b.band, b.rank, c.currency, c.modifications
order by c.currency, b.rank
