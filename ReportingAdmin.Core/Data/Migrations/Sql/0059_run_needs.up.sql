-- Purpose: keeps with a run which rights its columns need beside the report's own, so that they can be asked for again later.
-- Null = the run was recorded before: then it counts as needing every right that a column of its report may need.

alter table app.report_run add column needs text[];
