-- Purpose: the general ledger: accounts, entries, lines. Entries balance per currency.

create table lending.gl_account (
    id bigint generated always as identity primary key,
    code text not null constraint gl_account_code_key unique,
    name text not null,
    type text not null constraint gl_account_type_check check (type in
        ('asset', 'liability', 'equity', 'income', 'expense')),
    normal_side text not null constraint gl_account_normal_side_check check (normal_side in ('debit', 'credit')),
    control text constraint gl_account_control_check check (control in
        ('cash', 'loans_receivable', 'interest_receivable', 'fee_receivable', 'allowance', 'provision',
         'interest_income', 'fee_income', 'unapplied', 'escrow_liability', 'suspense', 'retained_earnings', 'fx_clearing')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.journal_entry (
    id bigint generated always as identity primary key,
    entry_number text not null constraint journal_entry_entry_number_key unique,
    posted_on date not null,
    description text,
    source text,
    kind text not null default 'normal' constraint journal_entry_kind_check check (kind in ('opening', 'normal', 'closing')),
    reverses_id bigint constraint journal_entry_reverses_fk references lending.journal_entry (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint journal_entry_reverses_check check (reverses_id <> id)
);
create index journal_entry_posted_on_idx on lending.journal_entry (posted_on) include (id);
create index journal_entry_reverses_id_idx on lending.journal_entry (reverses_id) where reverses_id is not null;
create index journal_entry_source_idx on lending.journal_entry (source, posted_on);

create table lending.journal_line (
    id bigint generated always as identity primary key,
    entry_id bigint not null constraint journal_line_entry_fk references lending.journal_entry (id) on delete cascade,
    line integer not null,
    account_id bigint not null constraint journal_line_account_fk references lending.gl_account (id),
    debit numeric(18,2) not null default 0,
    credit numeric(18,2) not null default 0,
    currency char(3) not null constraint journal_line_currency_check check (currency ~ '^[A-Z]{3}$'),
    loan_id bigint constraint journal_line_loan_fk references lending.loan (id),
    portfolio_id bigint,
    portfolio_code text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint journal_line_key unique (entry_id, line),
    constraint journal_line_sides_check check (debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)),
    constraint journal_line_scope_check check ((portfolio_id is null) = (portfolio_code is null)),
    constraint journal_line_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
);
create index journal_line_account_id_idx on lending.journal_line (account_id) include (entry_id, currency, debit, credit);
create index journal_line_loan_id_idx on lending.journal_line (loan_id) where loan_id is not null;
create index journal_line_portfolio_code_idx on lending.journal_line (portfolio_code, portfolio_id) where portfolio_code is not null;

-- A line of a loan counts to the loan's portfolio unless it names one.
create function lending.fill_journal_line() returns trigger language plpgsql as $$
begin
    if new.portfolio_id is null then
        select l.portfolio_id, l.portfolio_code into new.portfolio_id, new.portfolio_code
        from lending.loan l where l.id = new.loan_id;
    else
        select p.code into new.portfolio_code from lending.portfolio p where p.id = new.portfolio_id;
    end if;
    return new;
end $$;

create trigger fill_on_insert before insert on lending.journal_line
    for each row when (new.portfolio_code is null and (new.loan_id is not null or new.portfolio_id is not null))
    execute function lending.fill_journal_line();
create trigger fill_on_update before update on lending.journal_line
    for each row when ((new.loan_id, new.portfolio_id) is distinct from (old.loan_id, old.portfolio_id))
    execute function lending.fill_journal_line();

-- The lines of an entry arrive in one statement, so that it balances in each currency when the statement ends.
create function lending.check_journal_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
    open record;
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct n.entry_id) into touched from new_rows n;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct o.entry_id) into touched from old_rows o;
    else
        select array_agg(distinct t.entry_id) into touched
        from (select unnest(array[o.entry_id, n.entry_id]) as entry_id
              from new_rows n join old_rows o on o.id = n.id
              where (n.entry_id, n.debit, n.credit, n.currency, n.deleted_at is null)
                  is distinct from (o.entry_id, o.debit, o.credit, o.currency, o.deleted_at is null)) t;
    end if;
    if touched is null then
        return null;
    end if;

    select e.entry_number, b.currency, b.debit, b.credit into open
    from (select l.entry_id, l.currency, sum(l.debit) as debit, sum(l.credit) as credit
          from lending.journal_line l
          where l.entry_id = any (touched) and l.deleted_at is null
          group by l.entry_id, l.currency
          having sum(l.debit) <> sum(l.credit)) b
    join lending.journal_entry e on e.id = b.entry_id
    order by e.id, b.currency limit 1;
    if found then
        raise exception 'Journal entry % does not balance in %: debits %, credits %.',
            open.entry_number, open.currency, open.debit, open.credit
            using errcode = 'check_violation', constraint = 'journal_entry_balances',
                  schema = 'lending', table = 'journal_line';
    end if;
    return null;
end $$;

create trigger balance_on_insert after insert on lending.journal_line
    referencing new table as new_rows for each statement execute function lending.check_journal_lines();
create trigger balance_on_update after update on lending.journal_line
    referencing old table as old_rows new table as new_rows for each statement execute function lending.check_journal_lines();
create trigger balance_on_delete after delete on lending.journal_line
    referencing old table as old_rows for each statement execute function lending.check_journal_lines();

-- One row per entry (of a load, or of all) that has no line or, per currency, does not balance; an import asks it
-- before it commits.
create function lending.check_journal_balance(load_id uuid default null) returns table (
    entry_id bigint, entry_number text, currency text, debit numeric, credit numeric, problem text)
language sql stable as $$
    select e.id, e.entry_number, l.currency::text, coalesce(sum(l.debit), 0), coalesce(sum(l.credit), 0),
           case when count(l.id) = 0 then 'no lines' else 'out of balance' end
    from lending.journal_entry e
    left join lending.journal_line l on l.entry_id = e.id and l.deleted_at is null
    where e.deleted_at is null
      and (load_id is null or e.sync_run_id = load_id
           or e.id in (select s.entry_id from lending.journal_line s where s.sync_run_id = load_id))
    group by e.id, e.entry_number, l.currency
    having count(l.id) = 0 or sum(l.debit) <> sum(l.credit)
    order by e.entry_number, l.currency
$$;
