-- Purpose: takes back 0060_restating_loads.

alter table app.data_sync_run
    drop constraint data_sync_run_restated_check,
    drop column restated_from_on,
    drop column restated_version,
    drop column restated_area;
