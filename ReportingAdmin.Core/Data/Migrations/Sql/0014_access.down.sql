-- Purpose: undoes 0014_access.

revoke all on all tables in schema escrow, lending, analytics, app from reporting_app;
revoke usage on schema app from reporting_app;
revoke usage on schema escrow, lending, analytics from reporting_app, reporting_reader, reporting_all, reporting_scoped;
