-- one row per month and case type
with cases as (
    select c.id, c.case_type
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
),
months as (
    select g::date as month, (g + interval '1 month - 1 day')::date as month_end
    from escrow.month_starts(@from, @to) g
),
-- What a month changes in the cases open.
moves as (
    select c.case_type, date_trunc('month', s.from_on::timestamp)::date as month,
-- include CaseMoves.part
    group by c.case_type, date_trunc('month', s.from_on::timestamp)::date
)
select
    g.month,
    replace(g.case_type, '_', ' ') as case_type,
    coalesce(sum(v.opened) filter (where v.month = g.month), 0)::bigint as opened,
    coalesce(sum(v.opened + v.reopened - v.closed - v.cancelled), 0)::bigint as open_at_end
from (select k.case_type, m.month from (select distinct case_type from cases) k cross join months m) g
left join moves v on v.case_type = g.case_type and v.month <= g.month
group by g.month, g.case_type
order by g.month, g.case_type
