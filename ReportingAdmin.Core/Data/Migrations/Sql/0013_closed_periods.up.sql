-- Purpose: closed months, and the triggers that refuse to change rows of one.

create table app.closed_period (
    area text primary key constraint closed_period_area_check check (area in ('escrow', 'lending', 'general_ledger')),
    through_on date not null constraint closed_period_through_on_check check (extract(day from through_on + 1) = 1),
    closed_by bigint constraint closed_period_closed_by_fk references app.person (id),
    closed_at timestamptz not null default now()
);
create index closed_period_closed_by_idx on app.closed_period (closed_by);
