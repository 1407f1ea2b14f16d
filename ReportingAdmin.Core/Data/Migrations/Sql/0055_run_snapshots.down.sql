-- Purpose: takes back 0055_run_snapshots.

alter table app.report_run drop column loan_snapshot;
