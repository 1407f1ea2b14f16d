-- Purpose: keeps with a run which loan snapshot stood for the day it was asked for, which its file alone said.

alter table app.report_run add column loan_snapshot jsonb;
