-- Purpose: files under way to a load; saved mappings that several people change; what a dry run would do to totals.

create table app.import_draft (
    id uuid constraint import_draft_pkey primary key,
    created_by bigint not null constraint import_draft_created_by_fk references app.person (id),
    file_name text not null,
    file_size bigint not null,
    file_sha256 text not null constraint import_draft_file_sha256_check check (file_sha256 ~ '^[0-9a-f]{64}$'),
    -- In the file store; runs of the draft read the same file.
    stored_name text not null constraint import_draft_stored_name_key unique,
    mapping jsonb not null,
    skip_bad_rows boolean not null default false,
    -- Raised by each change of mapping or choice: a dry run counts for the version that it was asked for.
    version integer not null default 1 constraint import_draft_version_check check (version >= 1),
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create index import_draft_created_by_idx on app.import_draft (created_by);
grant select, insert, update, delete on app.import_draft to reporting_app;

alter table app.data_sync_run
    add column draft_id uuid constraint data_sync_run_draft_fk references app.import_draft (id) on delete set null,
    add column draft_version integer,
    -- Of a dry run: row counts and sums of each table before and after.
    add column totals jsonb;
create index data_sync_run_draft_id_idx on app.data_sync_run (draft_id) where draft_id is not null;

alter table app.import_mapping
    -- Raised by each change, so that nobody overwrites what he has not seen.
    add column revision integer not null default 1 constraint import_mapping_revision_check check (revision >= 1),
    add column changed_by bigint constraint import_mapping_changed_by_fk references app.person (id);
create index import_mapping_changed_by_idx on app.import_mapping (changed_by);
create unique index import_mapping_folded_name_key on app.import_mapping (lower(normalize(name, nfkc)));
