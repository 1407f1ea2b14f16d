-- Purpose: the one queue and history of background work, its details, and what people save for it.

create table app.run (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity constraint run_number_key unique,
    kind text not null constraint run_kind_check check (kind in ('report', 'import', 'goal_update', 'custom')),
    status text not null default 'pending' constraint run_status_check check (status in
        ('pending', 'generating', 'completed', 'failed', 'cancelled', 'quarantined')),
    lane text not null default 'interactive' constraint run_lane_check check (lane in ('interactive', 'heavy')),
    -- Smaller is sooner.
    priority integer not null default 100,
    -- Null for the operator at the command line and for the system itself.
    requested_by bigint constraint run_requested_by_fk references app.person (id),
    scheduled_job_id bigint,
    restated_at timestamptz,
    parent_run_id uuid constraint run_parent_run_fk references app.run (id),
    attempt integer not null default 0 constraint run_attempt_check check (attempt >= 0),
    deaths integer not null default 0 constraint run_deaths_check check (deaths >= 0),
    not_before timestamptz,
    lease_owner text,
    lease_until timestamptz,
    -- Raised at each claim; a write that names an older one is refused.
    lease_epoch bigint not null default 0,
    cancel_requested_at timestamptz,
    -- As the client sent it, unique for the requester.
    idempotency_key text,
    -- Equal for runs that would give the same result.
    identity_key text,
    row_scope jsonb not null default '{}',
    masked boolean not null default true,
    data_version jsonb not null default '{}',
    phase text,
    rows_done bigint,
    rows_expected bigint,
    error_code text,
    error_message text,
    requested_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    timings jsonb not null default '{}',
    constraint run_lease_check check (
        (status = 'generating') = (lease_owner is not null) and (lease_owner is null) = (lease_until is null)),
    constraint run_started_check check (status <> 'generating' or started_at is not null),
    constraint run_finished_check check ((status in ('pending', 'generating')) = (finished_at is null)),
    constraint run_error_check check (status <> 'failed' or error_code is not null)
);
create unique index run_idempotency_key on app.run (coalesce(requested_by, 0), idempotency_key) where idempotency_key is not null;
create unique index run_open_identity_key on app.run (identity_key)
    where identity_key is not null and status in ('pending', 'generating');
create index run_claim_idx on app.run (lane, priority, requested_at) where status = 'pending';
create index run_lease_idx on app.run (lease_until) where status = 'generating';
create index run_running_idx on app.run (requested_by) where status = 'generating';
create index run_requested_by_idx on app.run (requested_by, requested_at desc);
create index run_requested_at_idx on app.run (requested_at desc);
create index run_identity_idx on app.run (identity_key, finished_at desc) where status = 'completed';
create index run_parent_run_id_idx on app.run (parent_run_id) where parent_run_id is not null;
create index run_scheduled_job_id_idx on app.run (scheduled_job_id, requested_at desc) where scheduled_job_id is not null;

create table app.report_run (
    run_id uuid primary key constraint report_run_run_fk references app.run (id) on delete cascade,
    report_key text not null,
    report_version text not null,
    name text not null,
    report_type text not null default 'custom' constraint report_run_report_type_check check (report_type in
        ('daily', 'weekly', 'monthly', 'annual', 'custom')),
    format text not null constraint report_run_format_check check (format in ('csv', 'xlsx', 'pdf', 'json')),
    section text,
    options jsonb not null default '{}',
    parameters jsonb not null default '{}',
    parameters_resolved jsonb not null default '{}',
    conventions jsonb not null default '{}',
    snapshot_at timestamptz,
    tie_out_state text not null default 'not_checked' constraint report_run_tie_out_state_check check (tie_out_state in
        ('green', 'red', 'not_applicable', 'not_checked')),
    tie_outs jsonb not null default '[]',
    control_totals jsonb not null default '{}',
    row_counts jsonb not null default '{}',
    -- As offered to people; stored_name is the file in the file store.
    file_name text,
    stored_name text,
    file_size bigint constraint report_run_file_size_check check (file_size >= 0),
    file_sha256 text constraint report_run_file_sha256_check check (file_sha256 ~ '^[0-9a-f]{64}$'),
    file_expires_at timestamptz,
    kept_rows_name text,
    notify text[] not null default '{}' constraint report_run_notify_check check (notify <@ array['bell', 'mail'])
);
create index report_run_report_key_idx on app.report_run (report_key);
create index report_run_file_expires_at_idx on app.report_run (file_expires_at) where stored_name is not null;

create table app.run_subscription (
    id bigint generated always as identity primary key,
    run_id uuid not null constraint run_subscription_run_fk references app.run (id) on delete cascade,
    person_id bigint not null constraint run_subscription_person_fk references app.person (id) on delete cascade,
    notify text[] not null default '{}' constraint run_subscription_notify_check check (notify <@ array['bell', 'mail']),
    subscribed_at timestamptz not null default now(),
    left_at timestamptz,
    constraint run_subscription_key unique (run_id, person_id)
);
create index run_subscription_person_id_idx on app.run_subscription (person_id);

create table app.data_sync_run (
    run_id uuid primary key constraint data_sync_run_run_fk references app.run (id) on delete cascade,
    data_sync_id bigint,
    target_tables text[] not null default '{}',
    file_name text,
    file_size bigint,
    file_sha256 text constraint data_sync_run_file_sha256_check check (file_sha256 ~ '^[0-9a-f]{64}$'),
    mapping_name text,
    mapping jsonb,
    dry_run boolean not null default false,
    skip_bad_rows boolean not null default false,
    closed_period_changed boolean not null default false,
    rows_read bigint not null default 0,
    rows_inserted bigint not null default 0,
    rows_updated bigint not null default 0,
    rows_unchanged bigint not null default 0,
    rows_deleted bigint not null default 0,
    rows_duplicate bigint not null default 0,
    rows_outdated bigint not null default 0,
    rows_rejected bigint not null default 0,
    -- The same counts per target table.
    counts jsonb not null default '{}',
    reject_name text,
    first_run_id uuid constraint data_sync_run_first_run_fk references app.run (id)
);
create index data_sync_run_file_sha256_idx on app.data_sync_run (file_sha256);
create index data_sync_run_target_tables_idx on app.data_sync_run using gin (target_tables);
create index data_sync_run_first_run_id_idx on app.data_sync_run (first_run_id) where first_run_id is not null;

create table app.data_version (
    schema_name text primary key constraint data_version_schema_name_check check (schema_name in
        ('escrow', 'lending', 'analytics')),
    version bigint not null default 0,
    raised_at timestamptz not null default now()
);
insert into app.data_version (schema_name) values ('analytics'), ('escrow'), ('lending');

create table app.import_mapping (
    id bigint generated always as identity primary key,
    name text not null constraint import_mapping_name_key unique,
    mapping jsonb not null,
    created_by bigint constraint import_mapping_created_by_fk references app.person (id),
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create index import_mapping_created_by_idx on app.import_mapping (created_by);

create table app.parameter_preset (
    id bigint generated always as identity primary key,
    report_key text not null,
    name text not null,
    -- Null for presets that come with the product.
    person_id bigint constraint parameter_preset_person_fk references app.person (id) on delete cascade,
    -- Shared with those who hold the role; null = for its person alone (or for everyone, when of the product).
    role_id bigint constraint parameter_preset_role_fk references app.role (id) on delete cascade,
    parameters jsonb not null default '{}',
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create unique index parameter_preset_key on app.parameter_preset (report_key, coalesce(person_id, 0), name);
create index parameter_preset_person_id_idx on app.parameter_preset (person_id);
create index parameter_preset_role_id_idx on app.parameter_preset (role_id);

create table app.loan_tape_config (
    id bigint generated always as identity primary key,
    name text not null constraint loan_tape_config_name_key unique,
    description text,
    -- Raised by each change; part of the identity of a run.
    revision integer not null default 1 constraint loan_tape_config_revision_check check (revision >= 1),
    -- [{"field": …, "heading": …}] in order.
    fields jsonb not null,
    filters jsonb not null default '{}',
    masked boolean not null default true,
    created_by bigint constraint loan_tape_config_created_by_fk references app.person (id),
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create index loan_tape_config_created_by_idx on app.loan_tape_config (created_by);

-- Raises and gives the version of a source schema; the row stays locked until the transaction ends, so call it last.
create function app.raise_data_version(schema_name text) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    raised bigint;
begin
    update app.data_version v set version = v.version + 1, raised_at = clock_timestamp()
    where v.schema_name = raise_data_version.schema_name
    returning v.version into raised;
    if raised is null then
        raise exception 'There is no data version of %.', schema_name using errcode = 'invalid_parameter_value';
    end if;
    return raised;
end $$;
