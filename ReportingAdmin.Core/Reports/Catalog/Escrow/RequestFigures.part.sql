-- Shared: what is told of each group of requests (r)
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
