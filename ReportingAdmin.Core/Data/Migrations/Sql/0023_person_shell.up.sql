-- Purpose: what a person keeps for himself: favourite reports, and how the site's frame is to behave for him.

create table app.favourite_report (
    person_id bigint not null constraint favourite_report_person_fk references app.person (id) on delete cascade,
    -- A report that has gone stays here unseen, and is a favourite again when it comes back.
    report_key text not null constraint favourite_report_report_key_check check (report_key ~ '^[a-z]+/[a-z0-9-]+$'),
    added_at timestamptz not null default clock_timestamp(),
    constraint favourite_report_pkey primary key (person_id, report_key)
);

create table app.shell_setting (
    person_id bigint not null constraint shell_setting_person_fk references app.person (id) on delete cascade,
    -- When the tour of the start page was finished or skipped; null = it is still offered.
    tour_ended_at timestamptz,
    -- Whether single letters are keys (WCAG 2.1.4 lets a person turn them off).
    single_keys boolean not null default true,
    -- Whether the catalogue shows cards instead of a list.
    catalog_cards boolean not null default false,
    constraint shell_setting_pkey primary key (person_id)
);

grant select, insert, update, delete on app.favourite_report, app.shell_setting to reporting_app;
