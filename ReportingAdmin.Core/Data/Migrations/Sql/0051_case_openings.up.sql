-- Purpose: refuses a change of a case's status before the case was opened, which would make it closed before it was open.

-- Rows made from the case file (negative seq) follow the case and are not asked. Rows that are loaded already stay, also when
-- something else of them or of their case is changed, such as the agency.
create function escrow.check_case_openings() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    early record;
begin
    if tg_table_name = 'escrow_case' then
        select n.case_number, n.opened_on, min(h.changed_on) as changed_on into early
        from new_rows n
        join old_rows o on o.id = n.id and (n.opened_on > o.opened_on or o.deleted_at is not null)
        join escrow.case_status_history h on h.case_id = n.id and h.seq >= 0 and h.deleted_at is null and h.changed_on < n.opened_on
        where n.deleted_at is null
        group by n.id, n.case_number, n.opened_on
        order by n.id limit 1;
    elsif tg_op = 'INSERT' then
        select c.case_number, c.opened_on, n.changed_on into early
        from new_rows n
        join escrow.escrow_case c on c.id = n.case_id and c.deleted_at is null
        where n.seq >= 0 and n.deleted_at is null and n.changed_on < c.opened_on
        order by n.case_id, n.changed_on, n.seq limit 1;
    else
        select c.case_number, c.opened_on, n.changed_on into early
        from new_rows n
        join old_rows o on o.id = n.id and (o.case_id, o.changed_on, o.deleted_at is null) is distinct from (n.case_id, n.changed_on, true)
        join escrow.escrow_case c on c.id = n.case_id and c.deleted_at is null
        where n.seq >= 0 and n.deleted_at is null and n.changed_on < c.opened_on
        order by n.case_id, n.changed_on, n.seq limit 1;
    end if;
    if found then
        raise exception 'The status of case % changes on %, before the case is opened on %.', early.case_number, early.changed_on, early.opened_on
            using errcode = 'check_violation', constraint = 'case_status_history_after_opening',
                  schema = 'escrow', table = 'case_status_history', column = 'changed_on';
    end if;
    return null;
end $$;

create trigger check_openings_on_insert after insert on escrow.case_status_history
    referencing new table as new_rows for each statement execute function escrow.check_case_openings();
create trigger check_openings_on_update after update on escrow.case_status_history
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.check_case_openings();
create trigger check_openings_on_update after update on escrow.escrow_case
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.check_case_openings();
