-- Control figures of escrow/parties-by-state: a person has one state, so the rows add up to the people.
with cases as (
    select c.id, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
roles as (
    select r.party_id, r.role
    from escrow.case_party r
    where r.deleted_at is null and r.from_on <= @as_of
      and exists (select from cases c where c.id = r.case_id and c.opened_on <= @as_of)
    group by r.party_id, r.role
)
select 'states' as section, v.figure, null::text as currency, v.amount::numeric as amount
from (select count(*) filter (where r.role = 'surrogate') as surrogates, count(*) filter (where r.role = 'egg_donor') as donors,
             count(*) filter (where r.role = 'intended_parent') as intended_parents, count(distinct r.party_id) as people,
             count(distinct coalesce(p.state, '')) filter (where p.id is not null) as states
      from roles r
      join escrow.party p on p.id = r.party_id) f
cross join lateral (values ('surrogates', f.surrogates), ('donors', f.donors), ('intended_parents', f.intended_parents),
    ('people', f.people), ('rows', f.states)) v (figure, amount)
