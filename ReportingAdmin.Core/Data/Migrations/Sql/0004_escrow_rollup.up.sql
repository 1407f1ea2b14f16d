-- Purpose: net amount and count of the escrow ledger per case, month and kind, kept by the database as deltas.

create table escrow.case_month (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    month date not null constraint case_month_month_check check (extract(day from month) = 1),
    kind text not null constraint case_month_kind_check check (escrow.flow_sign(kind) is not null),
    -- Entries of the kind less their reversals, in the kind's own direction (a net disbursement is positive).
    net_amount numeric(18,2) not null,
    -- Entries and reversals that make net_amount.
    entry_count bigint not null,
    -- Effect on the balance of the case.
    signed_amount numeric(18,2) not null generated always as (escrow.flow_sign(kind) * net_amount) stored,
    constraint case_month_key unique (case_id, month, kind),
    constraint case_month_case_fk foreign key (case_id, agency_code, currency)
        references escrow.escrow_case (id, agency_code, currency) on update cascade
);
create index case_month_month_idx on escrow.case_month (month, kind);
create index case_month_agency_code_idx on escrow.case_month (agency_code, month);

-- Owner's rights: nobody else may write the rollup.
create function escrow.keep_case_month() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into escrow.case_month as m (case_id, agency_code, currency, month, kind, net_amount, entry_count)
        select d.case_id, c.agency_code, c.currency, d.month, d.kind, d.net_amount, d.entry_count
        from (select n.case_id, date_trunc('month', n.posted_on::timestamp)::date as month,
                     coalesce(n.reversed_kind, n.kind) as kind,
                     sum(case when n.reversed_kind is null then n.amount else -n.amount end) as net_amount,
                     count(*) as entry_count
              from new_rows n
              where n.deleted_at is null
              group by 1, 2, 3) d
        join escrow.escrow_case c on c.id = d.case_id
        -- One order for all writers, so that they do not lock each other out.
        order by d.case_id, d.month, d.kind
        on conflict (case_id, month, kind) do update
            set net_amount = m.net_amount + excluded.net_amount, entry_count = m.entry_count + excluded.entry_count;
    elsif tg_op = 'UPDATE' then
        insert into escrow.case_month as m (case_id, agency_code, currency, month, kind, net_amount, entry_count)
        select d.case_id, c.agency_code, c.currency, d.month, d.kind, d.net_amount, d.entry_count
        from (select r.case_id, date_trunc('month', r.posted_on::timestamp)::date as month,
                     coalesce(r.reversed_kind, r.kind) as kind,
                     sum(r.side * case when r.reversed_kind is null then r.amount else -r.amount end) as net_amount,
                     sum(r.side) as entry_count
              from (select n.case_id, n.posted_on, n.kind, n.reversed_kind, n.amount, n.deleted_at, 1 as side from new_rows n
                    union all
                    select o.case_id, o.posted_on, o.kind, o.reversed_kind, o.amount, o.deleted_at, -1 from old_rows o) r
              where r.deleted_at is null
              group by 1, 2, 3) d
        join escrow.escrow_case c on c.id = d.case_id
        where d.net_amount <> 0 or d.entry_count <> 0
        order by d.case_id, d.month, d.kind
        on conflict (case_id, month, kind) do update
            set net_amount = m.net_amount + excluded.net_amount, entry_count = m.entry_count + excluded.entry_count;
        delete from escrow.case_month m
        where m.entry_count = 0 and m.net_amount = 0 and m.case_id in (select o.case_id from old_rows o);
    else
        insert into escrow.case_month as m (case_id, agency_code, currency, month, kind, net_amount, entry_count)
        select d.case_id, c.agency_code, c.currency, d.month, d.kind, d.net_amount, d.entry_count
        from (select o.case_id, date_trunc('month', o.posted_on::timestamp)::date as month,
                     coalesce(o.reversed_kind, o.kind) as kind,
                     sum(case when o.reversed_kind is null then -o.amount else o.amount end) as net_amount,
                     -count(*) as entry_count
              from old_rows o
              where o.deleted_at is null
              group by 1, 2, 3) d
        join escrow.escrow_case c on c.id = d.case_id
        order by d.case_id, d.month, d.kind
        on conflict (case_id, month, kind) do update
            set net_amount = m.net_amount + excluded.net_amount, entry_count = m.entry_count + excluded.entry_count;
        delete from escrow.case_month m
        where m.entry_count = 0 and m.net_amount = 0 and m.case_id in (select o.case_id from old_rows o);
    end if;
    return null;
end $$;

create trigger rollup_on_insert after insert on escrow.ledger_entry
    referencing new table as new_rows for each statement execute function escrow.keep_case_month();
create trigger rollup_on_update after update on escrow.ledger_entry
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.keep_case_month();
create trigger rollup_on_delete after delete on escrow.ledger_entry
    referencing old table as old_rows for each statement execute function escrow.keep_case_month();

-- One row per case, month and kind where the rollup and the ledger differ; none when all is well.
create function escrow.check_case_month() returns table (
    case_id bigint, month date, kind text, ledger_amount numeric, rollup_amount numeric,
    ledger_count bigint, rollup_count bigint)
language sql stable as $$
    select coalesce(l.case_id, m.case_id), coalesce(l.month, m.month), coalesce(l.kind, m.kind),
           l.net_amount, m.net_amount, l.entry_count, m.entry_count
    from (select e.case_id, date_trunc('month', e.posted_on::timestamp)::date as month,
                 coalesce(e.reversed_kind, e.kind) as kind,
                 sum(case when e.reversed_kind is null then e.amount else -e.amount end) as net_amount,
                 count(*) as entry_count
          from escrow.ledger_entry e
          where e.deleted_at is null
          group by 1, 2, 3) l
    full join escrow.case_month m on m.case_id = l.case_id and m.month = l.month and m.kind = l.kind
    where (l.net_amount, l.entry_count) is distinct from (m.net_amount, m.entry_count)
    order by 1, 2, 3
$$;

-- Brings the rollup back to the ledger while writers wait; gives the number of rows that were wrong.
create function escrow.rebuild_case_month() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wrong bigint;
begin
    lock table escrow.ledger_entry in share row exclusive mode;
    create temporary table case_month_difference on commit drop as select * from escrow.check_case_month();
    get diagnostics wrong = row_count;
    delete from escrow.case_month m using pg_temp.case_month_difference d
    where m.case_id = d.case_id and m.month = d.month and m.kind = d.kind;
    insert into escrow.case_month (case_id, agency_code, currency, month, kind, net_amount, entry_count)
    select d.case_id, c.agency_code, c.currency, d.month, d.kind, d.ledger_amount, d.ledger_count
    from pg_temp.case_month_difference d
    join escrow.escrow_case c on c.id = d.case_id
    where d.ledger_count is not null;
    drop table pg_temp.case_month_difference;
    return wrong;
end $$;
