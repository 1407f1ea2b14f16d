-- Purpose: undoes 0001_foundation. Schema app stays where something else (the migration history) lives in it.

drop function app.refuse_currency_change();
alter default privileges grant execute on functions to public;
drop schema analytics;
drop schema lending;
drop schema escrow;

do $$
begin
    if not exists (select from pg_catalog.pg_class c where c.relnamespace = 'app'::regnamespace) then
        drop schema app;
    end if;
end $$;
