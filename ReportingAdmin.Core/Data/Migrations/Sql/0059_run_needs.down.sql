-- Purpose: takes back 0059_run_needs.

alter table app.report_run drop column needs;
