-- Purpose: what the queue of runs needs beside 0012_app_runs: attempts, what was seen, uploads, and the index of a fair claim.

create table app.run_attempt (
    run_id uuid not null constraint run_attempt_run_fk references app.run (id) on delete cascade,
    -- The lease epoch under which it was tried.
    epoch bigint not null,
    owner text not null,
    started_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    outcome text constraint run_attempt_outcome_check check (outcome in
        ('completed', 'failed', 'retried', 'cancelled', 'handed_back', 'lease_lost', 'died')),
    error_code text,
    error_message text,
    constraint run_attempt_pkey primary key (run_id, epoch),
    constraint run_attempt_ended_check check ((ended_at is null) = (outcome is null))
);

-- When the person looked at the result; null = unread.
alter table app.run_subscription add column seen_at timestamptz;
create index run_subscription_unread_idx on app.run_subscription (person_id) where seen_at is null and left_at is null;

-- The uploaded file in the file store, of a load that waits for a worker.
alter table app.data_sync_run add column upload_name text;

-- The claim walks the requesters that wait and takes the first few runs of each.
create index run_next_idx on app.run (lane, (coalesce(requested_by, 0)), priority, requested_at) where status = 'pending';
drop index app.run_running_idx;
create index run_running_idx on app.run ((coalesce(requested_by, 0)), lease_owner) where status = 'generating';

grant select, insert, update, delete on app.run_attempt to reporting_app;

-- Totals per section and currency, for the run's page and for comparing two runs.
alter table app.report_run add column totals jsonb not null default '[]';
