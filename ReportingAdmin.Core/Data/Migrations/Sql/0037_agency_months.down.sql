-- Purpose: takes back 0037_agency_months.

drop trigger group_on_insert on escrow.escrow_case;
drop trigger group_on_update on escrow.escrow_case;
drop trigger group_on_delete on escrow.escrow_case;
drop trigger group_on_insert on escrow.case_status_history;
drop trigger group_on_update on escrow.case_status_history;
drop trigger group_on_delete on escrow.case_status_history;
drop trigger months_on_insert on escrow.case_month;
drop trigger months_on_update on escrow.case_month;
drop trigger months_on_delete on escrow.case_month;
drop function
    escrow.rebuild_agency_month(), escrow.check_agency_month(), escrow.agency_month_from_ledger(), escrow.case_group_changed(),
    escrow.regroup_cases(bigint[]), escrow.case_share(bigint[]), escrow.case_group_of(bigint[]), escrow.keep_agency_month(),
    escrow.add_to_agency_month(escrow.agency_month[]);
drop table escrow.agency_month, escrow.case_group;

create or replace function escrow.keep_case_month() returns trigger
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
