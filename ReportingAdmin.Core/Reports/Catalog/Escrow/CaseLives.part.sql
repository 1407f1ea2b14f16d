-- Shared: how long the cases closed by the day had lived (lives); with cancelled ones where they are asked for
with cases as (
    select c.id, c.case_type, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
),
lives as (
    select c.case_type, extract(year from s.changed_on)::integer as year_closed, (s.changed_on - c.opened_on)::numeric as days
    from cases c
    join escrow.case_status_on(@as_of) s on s.case_id = c.id
    where s.status = 'closed' or (@include_cancelled and s.status = 'cancelled')
),
