-- Purpose: lets the application bring the planner's statistics up to date after a large load.

-- Only a table's owner may ANALYZE it, and autovacuum comes a minute later.
create function app.refresh_statistics() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    source record;
begin
    for source in
        select c.oid::regclass as name
        from pg_catalog.pg_class c
        where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
          and c.relkind in ('r', 'p') and not c.relispartition
        order by c.oid
    loop
        execute format('analyze %s', source.name);
    end loop;
end $$;
grant execute on function app.refresh_statistics() to reporting_app;
