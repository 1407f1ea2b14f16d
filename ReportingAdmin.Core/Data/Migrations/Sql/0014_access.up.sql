-- Purpose: what each role may do, and which rows it sees.
-- reporting_app writes and sees every row. reporting_reader may read the parents and sees nothing by itself: it
-- switches to reporting_all (every row) or reporting_scoped (rows of the agencies and portfolios in app.agencies and
-- app.portfolios; unset = none). Partitions have neither grant nor policy: the way leads through their parent.

grant usage on schema escrow, lending, analytics to reporting_app, reporting_reader, reporting_all, reporting_scoped;
grant usage on schema app to reporting_app;

do $$
declare
    by_agency constant text[] := array['escrow_case', 'case_status_history', 'case_party', 'case_milestone', 'case_terms',
        'disbursement_request', 'disbursement_request_history', 'ledger_entry', 'case_month'];
    by_portfolio constant text[] := array['loan', 'loan_month', 'loan_month_load', 'payment', 'interest_event',
        'loan_cash_flow', 'charge_off', 'recovery', 'modification', 'queue_assignment', 'contact_attempt', 'promise',
        'compliance_check', 'fee', 'fee_event'];
    for_everyone constant text[] := array['agency', 'staff', 'vendor', 'party', 'portfolio', 'program', 'borrower',
        'collector', 'collection_queue', 'compliance_rule'];
    -- Bank, general ledger, metrics.
    unrestricted_only constant text[] := array['trust_account', 'bank_statement', 'gl_account', 'journal_entry',
        'journal_line', 'series', 'metric'];
    source record;
begin
    for source in
        select c.oid::regclass as name, c.relname
        from pg_catalog.pg_class c
        where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
          and c.relkind in ('r', 'p') and not c.relispartition
        order by c.oid
    loop
        execute format('alter table %s enable row level security', source.name);
        execute format('grant select, insert, update, delete on %s to reporting_app', source.name);
        execute format('create policy app_all on %s to reporting_app using (true) with check (true)', source.name);
        execute format('grant select on %s to reporting_reader, reporting_all', source.name);
        execute format('create policy read_all on %s for select to reporting_all using (true)', source.name);

        if source.relname = any (by_agency) then
            execute format('grant select on %s to reporting_scoped', source.name);
            -- The sub-select is evaluated once per statement; written in line it would be once per row.
            execute format('create policy read_agencies on %s for select to reporting_scoped using (agency_code = any (
                (select string_to_array(current_setting(''app.agencies'', true), '',''))::text[]))', source.name);
        elsif source.relname = any (by_portfolio) then
            execute format('grant select on %s to reporting_scoped', source.name);
            execute format('create policy read_portfolios on %s for select to reporting_scoped using (portfolio_code = any (
                (select string_to_array(current_setting(''app.portfolios'', true), '',''))::text[]))', source.name);
        elsif source.relname = any (for_everyone) then
            execute format('grant select on %s to reporting_scoped', source.name);
            execute format('create policy read_reference on %s for select to reporting_scoped using (true)', source.name);
        elsif source.relname <> all (unrestricted_only) then
            raise exception 'Nobody said who may see %.', source.name;
        end if;
    end loop;
end $$;

-- The rollup is written by its triggers alone.
revoke insert, update, delete on escrow.case_month from reporting_app;
grant usage on sequence lending.loan_month_id_seq to reporting_app;

grant select, insert, update, delete on
    app.person, app.role, app.role_permission, app.role_grant, app.user_scope,
    app.run, app.report_run, app.run_subscription, app.data_sync_run,
    app.import_mapping, app.parameter_preset, app.loan_tape_config, app.closed_period to reporting_app;
grant select, update on app.data_version to reporting_app;
grant select, insert on app.audit_event, app.data_protection_key to reporting_app;

grant execute on function
    escrow.flow_sign(text), escrow.case_status_on(date), escrow.check_case_month(),
    lending.months_past_due(date, text, date), lending.days_past_due(date, date, integer),
    lending.bucket(date, text, date, integer, text), lending.bucket_ladder()
    to reporting_app, reporting_reader, reporting_all, reporting_scoped;
grant execute on function lending.check_journal_balance(uuid) to reporting_app, reporting_reader, reporting_all;
grant execute on function
    escrow.derive_case_status(bigint[]), escrow.rebuild_case_month(),
    lending.ensure_loan_month_partition(date), lending.ensure_loan_month_partitions(date, date),
    app.raise_data_version(text) to reporting_app;
