-- Purpose: takes keys to other tables and plain indexes off the empty source tables for the time of the load, as their owner.

-- Checked row by row and kept up row by row they cost more than making the rows; 90_put_back makes them anew, set by set.
create temporary table demo_set_aside as
select 2 as step, x.oid, format('alter table %s drop constraint %I', x.conrelid::regclass, x.conname) as removal,
       format('alter table %s add constraint %I %s', x.conrelid::regclass, x.conname, pg_get_constraintdef(x.oid)) as return
from pg_constraint x
where x.contype = 'f' and x.conparentid = 0
  and x.connamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
union all
select 1, i.indexrelid, format('drop index %s', i.indexrelid::regclass),
       -- Of a partitioned table: with its partitions'.
       replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
from pg_index i
join pg_class c on c.oid = i.indexrelid
where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
  and not c.relispartition
  and not exists (select from pg_constraint x where x.conindid = i.indexrelid and x.contype in ('p', 'u', 'x'));

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
             where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
               and c.relkind in ('r', 'p') and not c.relispartition
               and not exists (select from pg_constraint x where x.confrelid = c.oid and x.contype = 'f'));
end $$;
