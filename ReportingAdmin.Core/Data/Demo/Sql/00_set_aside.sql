-- Purpose: takes keys to other tables and plain indexes off the empty tables of demo.schemas for the time of the load, as their owner.

-- Checked row by row and kept up row by row they cost more than making the rows; 90_put_back makes them anew, set by set.
create temporary table demo_set_aside as
select 2 as step, x.oid, format('alter table %s drop constraint %I', x.conrelid::regclass, x.conname) as removal,
       format('alter table %s add constraint %I %s', x.conrelid::regclass, x.conname, pg_get_constraintdef(x.oid)) as return
from pg_constraint x
join pg_namespace n on n.oid = x.connamespace
where x.contype = 'f' and x.conparentid = 0
  and n.nspname = any (string_to_array(current_setting('demo.schemas'), ','))
union all
select 1, i.indexrelid, format('drop index %s', i.indexrelid::regclass),
       -- Of a partitioned table: with its partitions'.
       replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any (string_to_array(current_setting('demo.schemas'), ','))
  and not c.relispartition
  and not exists (select from pg_constraint x where x.conindid = i.indexrelid and x.contype in ('p', 'u', 'x'));

-- Which column of a table holds the id of which table.
create temporary table demo_reference as
select x.conrelid as table_oid, a.attname as column_name, x.confrelid as of_oid
from pg_constraint x
join pg_namespace n on n.oid = x.connamespace
cross join lateral unnest(x.conkey, x.confkey) as k (own, other)
join pg_attribute a on a.attrelid = x.conrelid and a.attnum = k.own
join pg_attribute b on b.attrelid = x.confrelid and b.attnum = k.other and b.attname = 'id'
where x.contype = 'f' and x.conparentid = 0
  and n.nspname = any (string_to_array(current_setting('demo.schemas'), ','))
group by 1, 2, 3;

do $$
declare
    aside record;
begin
    for aside in select a.removal from pg_temp.demo_set_aside a order by a.step desc, a.oid loop
        execute aside.removal;
    end loop;
    -- Files begun in this transaction need no log where the server keeps the least of it. What other schemas refer to
    -- is small and cannot be truncated alone.
    execute (select format('truncate %s', string_agg(c.oid::regclass::text, ', '))
             from pg_class c
             join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = any (string_to_array(current_setting('demo.schemas'), ','))
               and c.relkind in ('r', 'p') and not c.relispartition
               and not exists (select from pg_constraint x where x.confrelid = c.oid and x.contype = 'f'));
end $$;
