-- one row per month where asked for, kind and currency
with
-- include ChosenModifications.part
-- Before and after are compared over the modifications that give both: of rates with the principal that each is weighted by.
figures as (
    select case when @by_month then date_trunc('month', d.effective_on::timestamp)::date end as month,
           d.kind,
           d.currency::text as currency,
           count(*) as modifications,
           sum(d.upb_before) as upb_before,
           sum(d.upb_after) as upb_after,
           sum(d.capitalised_amount) as capitalised,
           count(*) filter (where (d.upb_before is null) <> (d.upb_after is null) or (d.payment_before is null) <> (d.payment_after is null)) as one_sided,
           sum(d.upb_before * d.note_rate_before) filter (where d.upb_after * d.note_rate_after is not null)
               / nullif(sum(d.upb_before) filter (where d.note_rate_before + d.upb_after * d.note_rate_after is not null), 0) as rate_before,
           sum(d.upb_after * d.note_rate_after) filter (where d.upb_before * d.note_rate_before is not null)
               / nullif(sum(d.upb_after) filter (where d.note_rate_after + d.upb_before * d.note_rate_before is not null), 0) as rate_after,
           avg(d.remaining_term_before) filter (where d.remaining_term_after is not null) as term_before,
           avg(d.remaining_term_after) filter (where d.remaining_term_before is not null) as term_after,
           sum(d.payment_before) as payment_before,
           sum(d.payment_after) as payment_after,
           sum(d.payment_after) filter (where d.payment_before is not null)
               / nullif(sum(d.payment_before) filter (where d.payment_after is not null), 0) - 1 as payment_change,
           avg(d.days_past_due_before) filter (where d.days_past_due_after is not null) as days_past_due_before,
           avg(d.days_past_due_after) filter (where d.days_past_due_before is not null) as days_past_due_after
    from modifications d
    group by 1, d.kind, d.currency
),
-- By month every kind of the period has every month; without any modification, every kind in the portfolios' own currencies.
-- The limit is above six kinds in every currency there is.
groups as (
    (select f.kind, f.currency from figures f group by f.kind, f.currency limit 1200)
    union
    select k.kind, p.currency::text
    from lending.portfolio p
    cross join unnest(coalesce(@kind::text[],
        array['rate_cut', 'term_extension', 'deferral', 'principal_reduction', 'capitalisation', 'combination'])) k (kind)
    where not exists (select from figures)
      and p.currency is not null
      and exists (select from lending.loan n where n.portfolio_id = p.id)
      and (@portfolio::text[] is null or p.code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
),
grid as (
    select s.starts_at::date as month, g.kind, g.currency
    from lending.month_starts(@from, @to) s (starts_at)
    cross join groups g
    where @by_month
    union all
    select null, f.kind, f.currency
    from figures f
    where not @by_month
)
select r.month,
       replace(r.kind, '_', ' ') as kind,
       r.currency,
       coalesce(f.modifications, 0) as modifications,
       coalesce(f.one_sided, 0) as one_sided,
       coalesce(f.upb_before, 0)::numeric(28,2) as upb_before,
       coalesce(f.upb_after, 0)::numeric(28,2) as upb_after,
       coalesce(f.capitalised, 0)::numeric(28,2) as capitalised,
       f.rate_before::numeric(28,12) as rate_before,
       f.rate_after::numeric(28,12) as rate_after,
       f.term_before::numeric(28,12) as term_before,
       f.term_after::numeric(28,12) as term_after,
       coalesce(f.payment_before, 0)::numeric(28,2) as payment_before,
       coalesce(f.payment_after, 0)::numeric(28,2) as payment_after,
       lending.rate(f.payment_change) as payment_change,
       f.days_past_due_before::numeric(28,12) as days_past_due_before,
       f.days_past_due_after::numeric(28,12) as days_past_due_after
from grid r
left join figures f on f.month is not distinct from r.month and f.kind = r.kind and f.currency = r.currency
order by r.month, r.kind, r.currency
