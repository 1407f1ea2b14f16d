-- Purpose: what each role may do, and which rows it sees.

grant usage on schema escrow, lending, analytics to reporting_app, reporting_reader, reporting_all, reporting_scoped;
grant usage on schema app to reporting_app;
grant select, insert, update, delete on all tables in schema escrow, lending, analytics, app to reporting_app;
