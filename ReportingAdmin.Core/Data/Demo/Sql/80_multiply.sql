-- Purpose: adds demo.copies further copies of every case and loan of demo.schemas with all that hangs on them, as their owner.

-- A copy has ids, and numbers where a key wants it, of its own, and every amount of money once, twice or three times: sums,
-- movements and balances of the original hold for each copy and for all together. What stands once for all stays as it is.
create temporary table demo_copied as
select c.oid as table_oid, pg_get_serial_sequence(c.oid::regclass::text, 'id') as sequence_name, 0::bigint as span
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any (string_to_array(current_setting('demo.schemas'), ','))
  and n.nspname in ('escrow', 'lending') and c.relkind in ('r', 'p') and not c.relispartition
  and c.relname not in ('agency', 'staff', 'vendor', 'trust_account', 'bank_statement', 'portfolio', 'program', 'collector',
      'collection_queue', 'compliance_rule', 'gl_account', 'loan_month_load',
      -- Made anew from the copies below.
      'case_group', 'agency_month');

create temporary table demo_copy as
select g.n, 1 + g.n % 3 as times, '-' || lpad(g.n::text, 3, '0') as suffix
from generate_series(1, current_setting('demo.copies')::bigint) as g (n);
analyze demo_copy;

do $$
declare
    copied record;
begin
    for copied in select d.table_oid from pg_temp.demo_copied d loop
        execute format('update pg_temp.demo_copied set span = coalesce((select max(t.id) from %s t), 0) where table_oid = %s',
            copied.table_oid::regclass, copied.table_oid);
    end loop;

    for copied in
        with columns as (
            select d.table_oid, d.sequence_name, d.span, a.attnum, a.attname,
                   r.span as shift,
                   -- The first text of a key that nothing shifts.
                   exists (select from pg_index i
                           where i.indrelid = d.table_oid and i.indisunique
                             and a.attnum = (select min(k.attnum) from pg_attribute k
                                             where k.attrelid = i.indrelid and k.attnum = any (i.indkey) and k.atttypid = 'text'::regtype)
                             and not exists (select from pg_attribute k
                                             where k.attrelid = i.indrelid and k.attnum = any (i.indkey)
                                               and (k.attname = 'id'
                                                    or exists (select from pg_temp.demo_reference f
                                                               join pg_temp.demo_copied t on t.table_oid = f.of_oid
                                                               where f.table_oid = d.table_oid and f.column_name = k.attname)))) as numbered,
                   a.atttypid = 'numeric'::regtype and format_type(a.atttypid, a.atttypmod) in ('numeric(18,2)', 'numeric(24,2)') as money
            from pg_temp.demo_copied d
            join pg_attribute a on a.attrelid = d.table_oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            left join lateral (
                select t.span from pg_temp.demo_copied t where a.attname = 'id' and t.table_oid = d.table_oid
                union
                select t.span from pg_temp.demo_reference f join pg_temp.demo_copied t on t.table_oid = f.of_oid
                where f.table_oid = d.table_oid and f.column_name = a.attname) r on true
        )
        select c.table_oid, c.sequence_name,
               string_agg(quote_ident(c.attname), ', ' order by c.attnum) as names,
               string_agg(case when c.shift is not null then format('s.%I + k.n * %s', c.attname, c.shift)
                   when c.numbered then format('s.%I || k.suffix', c.attname)
                   when c.money then format('s.%I * k.times', c.attname)
                   else format('s.%I', c.attname) end, ', ' order by c.attnum) as wanted
        from columns c
        group by c.table_oid, c.sequence_name
        order by c.table_oid
    loop
        -- Copies of rows that the triggers have seen need none of them: scope, rollup, journal and reversals are copied too.
        execute format('alter table %s disable trigger user', copied.table_oid::regclass);
        execute format('insert into %1$s (%2$s) overriding system value select %3$s from %1$s s cross join pg_temp.demo_copy k',
            copied.table_oid::regclass, copied.names, copied.wanted);
        execute format('alter table %s enable trigger user', copied.table_oid::regclass);
        execute format('select setval(%L, (select max(t.id) from %s t))', copied.sequence_name, copied.table_oid::regclass);
    end loop;

    if 'escrow' = any (string_to_array(current_setting('demo.schemas'), ',')) then
        update escrow.bank_statement s
        set closing_balance = s.closing_balance * (1 + (select sum(k.times) from pg_temp.demo_copy k));
        perform escrow.rebuild_agency_month();
    end if;
end $$;
