-- Purpose: makes the indexes and the keys to other tables anew that 00_set_aside took off; a row that breaks a key is an error.

do $$
declare
    aside record;
begin
    for aside in select a.return from pg_temp.demo_set_aside a order by a.step, a.oid loop
        execute aside.return;
    end loop;
end $$;
