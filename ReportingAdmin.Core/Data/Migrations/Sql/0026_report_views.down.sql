-- Purpose: undoes 0026_report_views; saved views keep their parameters.

alter table app.report_run drop column layout;
drop table app.report_view_default;

drop index app.report_view_key;
alter table app.report_view drop column revision;
alter table app.report_view drop column sort;
alter table app.report_view drop column columns;
alter table app.report_view drop column section;
alter table app.report_view alter column person_id drop not null;

alter sequence app.report_view_id_seq rename to parameter_preset_id_seq;
alter index app.report_view_role_id_idx rename to parameter_preset_role_id_idx;
alter index app.report_view_person_id_idx rename to parameter_preset_person_id_idx;
alter table app.report_view rename constraint report_view_role_fk to parameter_preset_role_fk;
alter table app.report_view rename constraint report_view_person_fk to parameter_preset_person_fk;
alter table app.report_view rename constraint report_view_pkey to parameter_preset_pkey;
alter table app.report_view rename to parameter_preset;
create unique index parameter_preset_key on app.parameter_preset (report_key, coalesce(person_id, 0), name);
