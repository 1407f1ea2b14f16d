-- Purpose: what a superuser does once in each database, connected to it. {database} = its quoted name. Idempotent.

alter database {database} owner to reporting_owner;
revoke all on database {database} from public;
grant connect on database {database} to reporting_owner, reporting_app, reporting_reader;
-- Imports stage their rows in temporary tables.
grant temporary on database {database} to reporting_app;
revoke create on schema public from public;

-- READ ONLY stops none of these: large objects, notices, session locks, WAL messages, other sessions of the same login.
do $$
declare
    routine record;
begin
    for routine in
        select p.oid::regprocedure as signature,
               p.proname !~ '^(lo_|loread|lowrite)' as wanted_by_app
        from pg_catalog.pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
          and (p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite', 'pg_notify', 'pg_logical_emit_message',
                   'pg_cancel_backend', 'pg_terminate_backend')
               or p.proname ~ '^pg_(try_)?advisory_')
    loop
        execute format('revoke execute on function %s from public', routine.signature);
        if routine.wanted_by_app then
            execute format('grant execute on function %s to reporting_owner, reporting_app', routine.signature);
        end if;
    end loop;
end $$;

-- No anonymous code blocks for the reader.
revoke usage on language plpgsql from public;
grant usage on language plpgsql to reporting_owner, reporting_app;
