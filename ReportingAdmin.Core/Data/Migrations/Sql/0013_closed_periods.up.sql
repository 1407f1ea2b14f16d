-- Purpose: closed months, and the triggers that refuse to change rows of one.

create table app.closed_period (
    area text primary key constraint closed_period_area_check check (area in ('escrow', 'lending', 'general_ledger')),
    through_on date not null constraint closed_period_through_on_check check (extract(day from through_on + 1) = 1),
    closed_by bigint constraint closed_period_closed_by_fk references app.person (id),
    closed_at timestamptz not null default now()
);
create index closed_period_closed_by_idx on app.closed_period (closed_by);

-- Refuses rows of a closed month. Arguments: area, date column, and where there is one a later date that may still be
-- set while that date is not in a closed month itself. The application sets app.closed_ok for a holder of
-- imports.closed.
create function app.refuse_closed_rows() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- Changes that restate no figure.
    ignored text[] := array['agency_code', 'portfolio_code', 'sync_run_id', 'first_loaded_at', 'last_changed_at', 'source_updated_at'];
    later_change text := '';
    closed_through date;
    touched date;
begin
    if current_setting('app.closed_ok', true) = 'on' then
        return null;
    end if;
    select c.through_on into closed_through from app.closed_period c where c.area = tg_argv[0];
    if closed_through is null then
        return null;
    end if;

    if tg_op = 'UPDATE' then
        if tg_nargs > 2 then
            ignored := ignored || tg_argv[2];
            later_change := format('or (n.%1$I is distinct from o.%1$I and least(n.%1$I, o.%1$I) <= $1)', tg_argv[2]);
        end if;
        execute format(
            'select min(least(n.%1$I, o.%1$I)) from new_rows n join old_rows o on o.id = n.id
             where least(n.%1$I, o.%1$I) <= $1 and (to_jsonb(n) - $2 is distinct from to_jsonb(o) - $2 %2$s)',
            tg_argv[1], later_change) into touched using closed_through, ignored;
    else
        execute format('select min(r.%1$I) from %2$I r where r.%1$I <= $1', tg_argv[1],
            case tg_op when 'INSERT' then 'new_rows' else 'old_rows' end) into touched using closed_through;
    end if;

    if touched is not null then
        raise exception '%.% of % cannot change: % is closed through %.',
            tg_table_schema, tg_table_name, touched, tg_argv[0], closed_through
            using errcode = 'check_violation', constraint = 'closed_period',
                  schema = tg_table_schema, table = tg_table_name, column = tg_argv[1];
    end if;
    return null;
end $$;

-- The same for journal lines, whose date is the entry's.
create function app.refuse_closed_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    ignored constant text[] := array['portfolio_code', 'sync_run_id', 'first_loaded_at', 'last_changed_at', 'source_updated_at'];
    closed_through date;
    touched date;
begin
    if current_setting('app.closed_ok', true) = 'on' then
        return null;
    end if;
    select c.through_on into closed_through from app.closed_period c where c.area = 'general_ledger';
    if closed_through is null then
        return null;
    end if;

    if tg_op = 'UPDATE' then
        select min(e.posted_on) into touched
        from new_rows n
        join old_rows o on o.id = n.id
        join lending.journal_entry e on e.id in (n.entry_id, o.entry_id)
        where e.posted_on <= closed_through and to_jsonb(n) - ignored is distinct from to_jsonb(o) - ignored;
    elsif tg_op = 'INSERT' then
        select min(e.posted_on) into touched
        from lending.journal_entry e
        where e.posted_on <= closed_through and e.id in (select n.entry_id from new_rows n);
    else
        select min(e.posted_on) into touched
        from lending.journal_entry e
        where e.posted_on <= closed_through and e.id in (select o.entry_id from old_rows o);
    end if;

    if touched is not null then
        raise exception 'lending.journal_line of % cannot change: general_ledger is closed through %.', touched, closed_through
            using errcode = 'check_violation', constraint = 'closed_period', schema = 'lending', table = 'journal_line';
    end if;
    return null;
end $$;

create trigger closed_on_insert after insert on escrow.ledger_entry
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'posted_on', 'cleared_on');
create trigger closed_on_update after update on escrow.ledger_entry
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'posted_on', 'cleared_on');
create trigger closed_on_delete after delete on escrow.ledger_entry
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('escrow', 'posted_on', 'cleared_on');

create trigger closed_on_insert after insert on escrow.bank_statement
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'statement_on');
create trigger closed_on_update after update on escrow.bank_statement
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'statement_on');
create trigger closed_on_delete after delete on escrow.bank_statement
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('escrow', 'statement_on');

create trigger closed_on_insert after insert on escrow.case_status_history
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'changed_on');
create trigger closed_on_update after update on escrow.case_status_history
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'changed_on');
create trigger closed_on_delete after delete on escrow.case_status_history
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('escrow', 'changed_on');

create trigger closed_on_insert after insert on escrow.case_milestone
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'occurred_on');
create trigger closed_on_update after update on escrow.case_milestone
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'occurred_on');
create trigger closed_on_delete after delete on escrow.case_milestone
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('escrow', 'occurred_on');

create trigger closed_on_insert after insert on escrow.case_terms
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'effective_from');
create trigger closed_on_update after update on escrow.case_terms
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('escrow', 'effective_from');
create trigger closed_on_delete after delete on escrow.case_terms
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('escrow', 'effective_from');

create trigger closed_on_insert after insert on lending.loan_month
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'month_end');
create trigger closed_on_update after update on lending.loan_month
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'month_end');
create trigger closed_on_delete after delete on lending.loan_month
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'month_end');

create trigger closed_on_insert after insert on lending.payment
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_update after update on lending.payment
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_delete after delete on lending.payment
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');

create trigger closed_on_insert after insert on lending.interest_event
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'month');
create trigger closed_on_update after update on lending.interest_event
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'month');
create trigger closed_on_delete after delete on lending.interest_event
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'month');

create trigger closed_on_insert after insert on lending.loan_cash_flow
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');
create trigger closed_on_update after update on lending.loan_cash_flow
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');
create trigger closed_on_delete after delete on lending.loan_cash_flow
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');

create trigger closed_on_insert after insert on lending.charge_off
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_update after update on lending.charge_off
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_delete after delete on lending.charge_off
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');

create trigger closed_on_insert after insert on lending.recovery
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_update after update on lending.recovery
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');
create trigger closed_on_delete after delete on lending.recovery
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'posted_on');

create trigger closed_on_insert after insert on lending.modification
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'effective_on');
create trigger closed_on_update after update on lending.modification
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'effective_on');
create trigger closed_on_delete after delete on lending.modification
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'effective_on');

create trigger closed_on_insert after insert on lending.fee
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'assessed_on');
create trigger closed_on_update after update on lending.fee
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'assessed_on');
create trigger closed_on_delete after delete on lending.fee
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'assessed_on');

create trigger closed_on_insert after insert on lending.fee_event
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');
create trigger closed_on_update after update on lending.fee_event
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');
create trigger closed_on_delete after delete on lending.fee_event
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('lending', 'occurred_on');

create trigger closed_on_insert after insert on lending.journal_entry
    referencing new table as new_rows for each statement execute function app.refuse_closed_rows('general_ledger', 'posted_on');
create trigger closed_on_update after update on lending.journal_entry
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_rows('general_ledger', 'posted_on');
create trigger closed_on_delete after delete on lending.journal_entry
    referencing old table as old_rows for each statement execute function app.refuse_closed_rows('general_ledger', 'posted_on');

create trigger closed_on_insert after insert on lending.journal_line
    referencing new table as new_rows for each statement execute function app.refuse_closed_lines();
create trigger closed_on_update after update on lending.journal_line
    referencing old table as old_rows new table as new_rows for each statement execute function app.refuse_closed_lines();
create trigger closed_on_delete after delete on lending.journal_line
    referencing old table as old_rows for each statement execute function app.refuse_closed_lines();
