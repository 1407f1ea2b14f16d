-- Purpose: saved views of reports (parameters, columns, order), private or shared by role; each person's own default; the layout of a run's file.

alter table app.parameter_preset rename to report_view;
alter table app.report_view rename constraint parameter_preset_pkey to report_view_pkey;
alter table app.report_view rename constraint parameter_preset_person_fk to report_view_person_fk;
alter table app.report_view rename constraint parameter_preset_role_fk to report_view_role_fk;
alter index app.parameter_preset_person_id_idx rename to report_view_person_id_idx;
alter index app.parameter_preset_role_id_idx rename to report_view_role_id_idx;
alter sequence app.parameter_preset_id_seq rename to report_view_id_seq;
drop index app.parameter_preset_key;

-- What comes with the product stands in the reports' definitions.
delete from app.report_view v where v.person_id is null;
alter table app.report_view alter column person_id set not null;
-- As in the URL; null = the first section, the declared columns, the report's own order.
alter table app.report_view add column section text;
alter table app.report_view add column columns text;
alter table app.report_view add column sort text;
-- Raised by each change, so that nobody overwrites what he has not seen.
alter table app.report_view add column revision integer not null default 1 constraint report_view_revision_check check (revision >= 1);
create unique index report_view_key on app.report_view (report_key, person_id, lower(normalize(name, nfkc)));

create table app.report_view_default (
    person_id bigint not null constraint report_view_default_person_fk references app.person (id) on delete cascade,
    report_key text not null,
    view_id bigint not null constraint report_view_default_view_fk references app.report_view (id) on delete cascade,
    constraint report_view_default_pkey primary key (person_id, report_key)
);
create index report_view_default_view_id_idx on app.report_view_default (view_id);
grant select, insert, update, delete on app.report_view_default to reporting_app;

-- Columns, order and the name of the view, as in the URL.
alter table app.report_run add column layout jsonb not null default '{}';
