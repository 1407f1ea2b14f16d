-- one row per case with the milestone by the day
with cases as (
    select c.id, c.currency, c.case_number, c.case_type, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@currency::text[] is null or c.currency = any (@currency))
),
milestones as (
    select m.case_id, m.occurred_on
    from escrow.case_milestone m
    where m.kind = @milestone::text and m.occurred_on <= @as_of and m.deleted_at is null
),
deposits as (
    select m.case_id, count(*) filter (where e.reverses_id is null) as deposits,
           sum(case when e.reverses_id is null then e.amount else -e.amount end) as net
    from milestones m
    join escrow.ledger_entry e on e.case_id = m.case_id and e.posted_on <= m.occurred_on and e.deleted_at is null
    where coalesce(e.reversed_kind, e.kind) = 'deposit'
    group by m.case_id
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    m.occurred_on,
    c.currency,
    coalesce(d.deposits, 0) as deposits,
    coalesce(d.net, 0)::numeric(28,2) as net_deposits,
    coalesce(t.base_compensation, l.base_compensation)::numeric(28,2) as base_compensation,
    t.base_compensation is null and l.base_compensation is not null as later_terms,
    round(coalesce(d.net, 0) / nullif(coalesce(t.base_compensation, l.base_compensation), 0), 9) as share_of_base
from milestones m
join cases c on c.id = m.case_id
join escrow.agency a on a.id = c.agency_id
left join deposits d on d.case_id = m.case_id
left join lateral (
    select s.base_compensation from escrow.case_terms s
    where s.case_id = m.case_id and s.effective_from <= m.occurred_on and s.base_compensation is not null and s.deleted_at is null
    order by s.effective_from desc limit 1) t on true
left join lateral (
    select s.base_compensation from escrow.case_terms s
    where s.case_id = m.case_id and s.effective_from > m.occurred_on and s.base_compensation is not null and s.deleted_at is null
    order by s.effective_from limit 1) l on true
order by m.occurred_on, c.case_number
