-- one row per month and currency
-- include Requests.head
select
    m.month,
    k.currency,
    count(r.status) as requests,
    count(*) filter (where r.status = 'submitted') as submitted,
    count(*) filter (where r.status = 'approved') as approved,
    count(*) filter (where r.status = 'rejected') as rejected,
    count(*) filter (where r.status = 'paid') as paid,
    count(*) filter (where r.status = 'cancelled') as cancelled,
    coalesce(sum(r.amount), 0)::numeric(28,2) as amount,
    trim_scale(round(escrow.percentile_of(array_agg(r.hours order by r.hours) filter (where r.hours is not null), 0.5), 9)) as median_hours,
    count(r.hours) as timed,
    count(*) filter (where r.without_history) as without_history
from (select g::date as month from escrow.month_starts(@from, @to) g) m
cross join (select distinct currency from cases) k
left join requests r on r.month = m.month and r.currency = k.currency
group by m.month, k.currency
order by m.month, k.currency
