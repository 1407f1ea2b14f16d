-- Purpose: how long the rows of a report's sections took to be read, so that a page says beforehand what takes long.

create table app.reading_time (
    id bigint generated always as identity primary key,
    report_key text not null,
    -- A report that was changed is measured anew.
    report_version text not null,
    section text not null,
    -- What the planner reckoned for the statement, in its units.
    cost double precision not null constraint reading_time_cost_check check (cost > 0),
    seconds double precision not null constraint reading_time_seconds_check check (seconds >= 0),
    -- False: it was stopped after so long.
    ended boolean not null,
    taken_at timestamptz not null default clock_timestamp()
);
create index reading_time_report_key_idx on app.reading_time (report_key, section, id);
grant select, insert, delete on app.reading_time to reporting_app;
