-- one row per state that parties live in
with cases as (
    select c.id
    from escrow.escrow_case c
    where c.deleted_at is null and c.opened_on <= @as_of
-- include ChosenCases.part
)
select
    coalesce(p.state, '(no state)') as state,
    count(distinct p.id) filter (where r.role = 'surrogate') as surrogates,
    count(distinct p.id) filter (where r.role = 'egg_donor') as donors,
    count(distinct p.id) filter (where r.role = 'intended_parent') as intended_parents,
    count(distinct p.id) as people
from cases c
join escrow.case_party r on r.case_id = c.id and r.deleted_at is null and r.from_on <= @as_of
join escrow.party p on p.id = r.party_id
group by p.state
order by p.state nulls last
