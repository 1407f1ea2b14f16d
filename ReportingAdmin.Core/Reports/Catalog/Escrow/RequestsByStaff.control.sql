-- Control figures of escrow/requests-by-staff per currency, request by request.
-- include Requests.control-head
select x.section, v.figure, f.currency, v.amount::numeric as amount
from (select r.currency, count(*) as requests, sum(r.amount) as amount, count(*) filter (where r.without_history) as without_history
      from requests r group by r.currency) f
cross join (values ('staff'), ('teams')) x (section)
cross join lateral (values ('requests', f.requests), ('amount', f.amount), ('without_history', f.without_history)) v (figure, amount)
union all
select 'staff', 'rows', null, count(distinct (coalesce(r.staff_id, 0), r.currency))
from requests r
union all
select 'teams', 'rows', null, count(distinct (coalesce(s.team, ''), r.currency))
from requests r
left join escrow.staff s on s.id = r.staff_id
