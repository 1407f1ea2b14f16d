-- Purpose: which loads changed closed months, from which day on and as which version of the data, so that a report run that
-- had read an older version is known when it is published.

alter table app.data_sync_run
    -- The area of the closed months that it changed, and the version of that schema's data which holds the change.
    add column restated_area text constraint data_sync_run_restated_area_check check (restated_area in ('escrow', 'lending')),
    add column restated_version bigint,
    -- The earliest day of which a row was added, changed or removed.
    add column restated_from_on date,
    add constraint data_sync_run_restated_check check (
        (restated_area is null) = (restated_version is null) and (restated_area is null) = (restated_from_on is null));
create index data_sync_run_restated_area_idx on app.data_sync_run (restated_area, restated_version) where restated_area is not null;
