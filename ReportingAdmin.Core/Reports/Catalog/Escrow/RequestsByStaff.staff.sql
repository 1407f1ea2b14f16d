-- one row per staff member and currency
-- include Requests.head
select
    coalesce(s.name, '(no staff member)') as staff_member,
    coalesce(s.code, '') as staff_code,
    r.currency,
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
from requests r
left join escrow.staff s on s.id = r.staff_id
group by s.name, s.code, r.currency
order by s.name nulls last, s.code nulls last, r.currency
