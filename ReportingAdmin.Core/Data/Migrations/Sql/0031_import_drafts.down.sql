-- Purpose: undoes 0031_import_drafts.

drop index app.import_mapping_folded_name_key;
alter table app.import_mapping
    drop column changed_by,
    drop column revision;
alter table app.data_sync_run
    drop column totals,
    drop column draft_version,
    drop column draft_id;
drop table app.import_draft;
