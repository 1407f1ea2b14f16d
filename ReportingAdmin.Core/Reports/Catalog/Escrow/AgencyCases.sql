-- one row per agency, case type and month
with cases as (
    select c.id, c.agency_id, c.case_type
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
    select c.agency_id, c.case_type, date_trunc('month', s.from_on::timestamp)::date as month,
-- include CaseMoves.part
    group by c.agency_id, c.case_type, date_trunc('month', s.from_on::timestamp)::date
)
select
    a.name as agency,
    a.code as agency_code,
    replace(g.case_type, '_', ' ') as case_type,
    g.month,
    coalesce(sum(v.opened) filter (where v.month = g.month), 0)::bigint as opened,
    coalesce(sum(v.reopened) filter (where v.month = g.month), 0)::bigint as reopened,
    coalesce(sum(v.closed) filter (where v.month = g.month), 0)::bigint as closed,
    coalesce(sum(v.cancelled) filter (where v.month = g.month), 0)::bigint as cancelled,
    coalesce(sum(v.opened + v.reopened - v.closed - v.cancelled), 0)::bigint as open_at_end
from (select k.agency_id, k.case_type, m.month from (select distinct agency_id, case_type from cases) k cross join months m) g
join escrow.agency a on a.id = g.agency_id
left join moves v on v.agency_id = g.agency_id and v.case_type = g.case_type and v.month <= g.month
group by a.name, a.code, g.case_type, g.month
order by a.name, a.code, g.case_type, g.month
