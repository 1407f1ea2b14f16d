-- one row per team and currency
-- include Requests.head
select
    coalesce(s.team, '(no team)') as team,
    r.currency,
-- include RequestFigures.part
from requests r
left join escrow.staff s on s.id = r.staff_id
group by s.team, r.currency
order by s.team nulls last, r.currency
