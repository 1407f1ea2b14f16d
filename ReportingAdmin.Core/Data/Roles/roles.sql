-- Purpose: the logins and roles of the product, idempotent. Run in the maintenance database by a superuser or a
-- login with CREATEROLE, under a lock (concurrent ALTER ROLE fails). Passwords are set elsewhere.

do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('reporting_owner', 'login inherit'),
            ('reporting_app', 'login inherit'),
            -- Without inheriting, or the policies of the roles it switches to would hold for it all the time.
            ('reporting_reader', 'login noinherit'),
            ('reporting_all', 'nologin noinherit'),
            ('reporting_scoped', 'nologin noinherit')
        ) as w (name, options)
    loop
        if not exists (select from pg_catalog.pg_roles r where r.rolname = wanted.name) then
            execute format('create role %I %s', wanted.name, wanted.options);
        else
            execute format('alter role %I %s nocreatedb nocreaterole', wanted.name, wanted.options);
        end if;
    end loop;
end $$;

grant reporting_all, reporting_scoped to reporting_reader;

alter role reporting_reader set default_transaction_read_only = on;
alter role reporting_reader set statement_timeout = '5min';
alter role reporting_reader set lock_timeout = '10s';
alter role reporting_reader set idle_in_transaction_session_timeout = '5min';
-- A generic plan scans every month partition.
alter role reporting_reader set plan_cache_mode = 'force_custom_plan';
-- Compiling a query over the month partitions costs up to a second, more than it saves.
alter role reporting_reader set jit = off;
-- Ends the query of a client that died.
alter role reporting_reader set client_connection_check_interval = '1s';
alter role reporting_reader set search_path = 'pg_catalog';
alter role reporting_app set client_connection_check_interval = '2s';
-- A peer that is gone without a word is found within half a minute, not after the two hours of the system.
alter role reporting_reader set tcp_keepalives_idle = '15s';
alter role reporting_reader set tcp_keepalives_interval = '5s';
alter role reporting_reader set tcp_keepalives_count = 3;
alter role reporting_app set tcp_keepalives_idle = '15s';
alter role reporting_app set tcp_keepalives_interval = '5s';
alter role reporting_app set tcp_keepalives_count = 3;

-- ==== superuser only: a DBA runs what follows where the login above is none ====
do $$
begin
    if (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
        alter role reporting_reader set temp_file_limit = '4GB';
        alter role reporting_owner nosuperuser nobypassrls noreplication;
        alter role reporting_app nosuperuser nobypassrls noreplication;
        alter role reporting_reader nosuperuser nobypassrls noreplication;
        alter role reporting_all nosuperuser nobypassrls noreplication;
        alter role reporting_scoped nosuperuser nobypassrls noreplication;
    else
        raise notice 'A superuser must still run: alter role reporting_reader set temp_file_limit = ''4GB'';';
    end if;
end $$;
