-- one row per kind, months since modification and currency; only modifications that old at the month-end used
with
-- include ChosenModifications.part
looked as (
    select d.loan_id, d.portfolio_code, d.kind, d.currency::text as currency, d.upb_after, k.months_after, e.looked_at
    from modifications d
    cross join (values (3), (6), (9), (12)) k (months_after)
    cross join lateral (
        select (date_trunc('month', d.effective_on::timestamp) + make_interval(months => k.months_after + 1) - interval '1 day')::date as looked_at) e
    where e.looked_at <= @month_end
),
-- include ModificationFates.part
select replace(s.kind, '_', ' ') as kind,
       s.currency,
       s.months_after::bigint as months_after,
       count(*) filter (where s.became <> 'not_loaded') as modifications,
       count(*) filter (where s.became in ('late', 'charged_off')) as redefaulted,
       count(*) filter (where s.became = 'charged_off') as charged_off,
       count(*) filter (where s.became = 'paid_or_sold') as paid_or_sold,
       count(*) filter (where s.became = 'not_seen') as not_seen,
       count(*) filter (where s.became = 'not_loaded') as not_loaded,
       (count(*) filter (where s.became in ('late', 'charged_off'))::numeric / nullif(count(*) filter (where s.became <> 'not_loaded'), 0))::numeric(28,12) as redefault_rate,
       coalesce(sum(s.upb_after) filter (where s.became <> 'not_loaded'), 0)::numeric(28,2) as upb_after,
       coalesce(sum(s.upb_after) filter (where s.became in ('late', 'charged_off')), 0)::numeric(28,2) as redefaulted_upb,
       (coalesce(sum(s.upb_after) filter (where s.became in ('late', 'charged_off')), 0) / nullif(sum(s.upb_after) filter (where s.became <> 'not_loaded'), 0))::numeric(28,12) as redefault_rate_upb
from states s
group by s.kind, s.currency, s.months_after
order by s.kind, s.currency, s.months_after
