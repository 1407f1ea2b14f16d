-- one row per month and currency
-- include Requests.head
select
    m.month,
    k.currency,
-- include RequestFigures.part
from (select g::date as month from escrow.month_starts(@from, @to) g) m
cross join (select distinct currency from cases) k
left join requests r on r.month = m.month and r.currency = k.currency
group by m.month, k.currency
order by m.month, k.currency
