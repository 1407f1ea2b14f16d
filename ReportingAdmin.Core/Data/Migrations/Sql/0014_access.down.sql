-- Purpose: undoes 0014_access.

do $$
declare
    policy record;
    source record;
begin
    for policy in
        select p.polname, p.polrelid::regclass as name
        from pg_catalog.pg_policy p
        join pg_catalog.pg_class c on c.oid = p.polrelid
        where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
    loop
        execute format('drop policy %I on %s', policy.polname, policy.name);
    end loop;
    for source in
        select c.oid::regclass as name
        from pg_catalog.pg_class c
        where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
          and c.relkind in ('r', 'p') and not c.relispartition
    loop
        execute format('alter table %s disable row level security', source.name);
    end loop;
end $$;

revoke all on all tables in schema escrow, lending, analytics from reporting_app, reporting_reader, reporting_all, reporting_scoped;
revoke all on
    app.person, app.role, app.role_permission, app.role_grant, app.user_scope,
    app.run, app.report_run, app.run_subscription, app.data_sync_run,
    app.import_mapping, app.parameter_preset, app.loan_tape_config, app.closed_period,
    app.data_version, app.audit_event, app.data_protection_key from reporting_app;
revoke all on all sequences in schema escrow, lending, analytics, app from reporting_app;
revoke all on all functions in schema escrow, lending, analytics, app
    from reporting_app, reporting_reader, reporting_all, reporting_scoped;
revoke usage on schema app from reporting_app;
revoke usage on schema escrow, lending, analytics from reporting_app, reporting_reader, reporting_all, reporting_scoped;
