-- Purpose: the four schemas, default privileges, and the functions that tables of several schemas share.

create schema if not exists app;
create schema escrow;
create schema lending;
create schema analytics;

-- Functions are for those they are granted to, not for everyone.
alter default privileges revoke execute on functions from public;

-- A currency is written once: amounts of child rows carry it, and no file can restate them in another one.
create function app.refuse_currency_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'The currency of %.% % cannot change from % to %.',
        tg_table_schema, tg_table_name, old.id, old.currency, new.currency
        using errcode = 'check_violation', constraint = tg_table_name || '_currency_is_final',
              schema = tg_table_schema, table = tg_table_name, column = 'currency';
end $$;
