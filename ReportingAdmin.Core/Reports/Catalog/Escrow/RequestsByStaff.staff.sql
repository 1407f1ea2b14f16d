-- one row per staff member and currency
-- include Requests.head
select
    coalesce(s.name, '(no staff member)') as staff_member,
    coalesce(s.code, '') as staff_code,
    r.currency,
-- include RequestFigures.part
from requests r
left join escrow.staff s on s.id = r.staff_id
group by s.name, s.code, r.currency
order by s.name nulls last, s.code nulls last, r.currency
