-- control figures: as many lines as were asked for, and the sum of the numbers from 1 to there, by the formula
select 'lines' as section, v.figure, v.currency, v.amount
from (select @rows::numeric as rows) n
cross join lateral (values
    ('rows', null::text, n.rows),
    ('amount', 'USD', (n.rows * (n.rows + 1) / 2 / 100)::numeric(28,2))
) v (figure, currency, amount)
order by v.figure
