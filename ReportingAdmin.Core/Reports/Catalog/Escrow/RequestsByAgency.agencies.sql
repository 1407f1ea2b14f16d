-- one row per agency and currency
-- include Requests.head
select
    a.name as agency,
    a.code as agency_code,
    r.currency,
-- include RequestFigures.part
from requests r
join escrow.agency a on a.id = r.agency_id
group by a.name, a.code, r.currency
order by a.name, a.code, r.currency
