-- one row per band of payment change and currency, empty bands too
with
-- include ChosenModifications.part
-- include PaymentBands.part
amounts as (
    select d.currency::text as currency, d.band, d.upb_after, d.payment_before, d.payment_after
    from modifications d
),
currencies as (
    select a.currency, count(*) as modifications from amounts a group by a.currency
)
select b.words as band,
       c.currency,
       count(d.band) as modifications,
       (count(d.band)::numeric / c.modifications)::numeric(28,12) as share,
       coalesce(sum(d.upb_after), 0)::numeric(28,2) as upb_after,
       coalesce(sum(d.payment_before), 0)::numeric(28,2) as payment_before,
       coalesce(sum(d.payment_after), 0)::numeric(28,2) as payment_after
from bands b
cross join currencies c
left join amounts d on d.band = b.band and d.currency = c.currency
group by b.words, b.rank, c.currency, c.modifications
order by c.currency, b.rank
