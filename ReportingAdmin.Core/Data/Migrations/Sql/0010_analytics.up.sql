-- Purpose: metrics that other services report, and the series that they belong to.

create table analytics.series (
    id bigint generated always as identity primary key,
    service text not null,
    metric_type text not null,
    subject text not null default '',
    cadence text constraint series_cadence_check check (cadence in
        ('hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular')),
    unit text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint series_key unique (service, metric_type, subject)
);

create table analytics.metric (
    id bigint generated always as identity primary key,
    service text not null,
    source_key text not null,
    metric_type text not null,
    subject text not null default '',
    value numeric,
    unit text,
    recorded_at timestamptz not null,
    received_at timestamptz not null default now(),
    dimensions jsonb,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint metric_key unique (service, source_key)
);
create index metric_series_idx on analytics.metric (service, metric_type, subject, recorded_at) include (value);
create index metric_type_idx on analytics.metric (metric_type, recorded_at);
create index metric_recorded_at_idx on analytics.metric (recorded_at);
