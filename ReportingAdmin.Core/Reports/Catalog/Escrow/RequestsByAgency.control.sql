-- Control figures of escrow/requests-by-agency per currency, request by request.
-- include Requests.control-head
select x.section, v.figure, f.currency, v.amount::numeric as amount
from (select r.currency, count(*) as requests, sum(r.amount) as amount, count(*) filter (where r.without_history) as without_history
      from requests r group by r.currency) f
cross join (values ('agencies'), ('months')) x (section)
cross join lateral (values ('requests', f.requests), ('amount', f.amount), ('without_history', f.without_history)) v (figure, amount)
union all
select 'agencies', 'rows', null, count(distinct (r.agency_id, r.currency))
from requests r
union all
select 'months', 'rows', null,
       count(distinct c.currency) * ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
from cases c
