-- Purpose: escrow money: disbursement requests, trust accounts and their statements, the ledger.

-- +1 for kinds that bring money into a case, -1 for kinds that take it out; null for a reversal, which follows its original.
create function escrow.flow_sign(kind text) returns integer
language sql immutable parallel safe as $$
    select case
        when kind in ('opening', 'deposit', 'interest', 'transfer_in', 'vendor_refund', 'adjustment_in') then 1
        when kind in ('deduction', 'debit', 'disbursement', 'refund', 'transfer_out', 'adjustment_out') then -1
    end
$$;

create table escrow.trust_account (
    id bigint generated always as identity primary key,
    code text not null constraint trust_account_code_key unique,
    name text not null,
    currency char(3) not null constraint trust_account_currency_check check (currency ~ '^[A-Z]{3}$'),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table escrow.bank_statement (
    id bigint generated always as identity primary key,
    trust_account_id bigint not null constraint bank_statement_trust_account_fk references escrow.trust_account (id),
    statement_on date not null,
    closing_balance numeric(18,2) not null,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint bank_statement_key unique (trust_account_id, statement_on)
);

create table escrow.disbursement_request (
    id bigint generated always as identity primary key,
    request_number text not null constraint disbursement_request_request_number_key unique,
    case_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    staff_id bigint constraint disbursement_request_staff_fk references escrow.staff (id),
    vendor_id bigint constraint disbursement_request_vendor_fk references escrow.vendor (id),
    amount numeric(18,2) not null constraint disbursement_request_amount_check check (amount >= 0),
    status text not null constraint disbursement_request_status_check check (status in
        ('submitted', 'approved', 'rejected', 'paid', 'cancelled')),
    submitted_at timestamptz not null,
    status_changed_at timestamptz,
    paid_at timestamptz,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint disbursement_request_money_key unique (id, agency_code, currency),
    constraint disbursement_request_case_fk foreign key (case_id, agency_code, currency)
        references escrow.escrow_case (id, agency_code, currency) on update cascade
);
create index disbursement_request_case_id_idx on escrow.disbursement_request (case_id);
create index disbursement_request_agency_code_idx on escrow.disbursement_request (agency_code, submitted_at);
create index disbursement_request_submitted_at_idx on escrow.disbursement_request (submitted_at);
create index disbursement_request_staff_id_idx on escrow.disbursement_request (staff_id);
create index disbursement_request_vendor_id_idx on escrow.disbursement_request (vendor_id);

create table escrow.disbursement_request_history (
    id bigint generated always as identity primary key,
    request_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    seq integer not null,
    status text not null constraint disbursement_request_history_status_check check (status in
        ('submitted', 'approved', 'rejected', 'paid', 'cancelled')),
    changed_at timestamptz not null,
    staff_id bigint constraint disbursement_request_history_staff_fk references escrow.staff (id),
    amount numeric(18,2) constraint disbursement_request_history_amount_check check (amount >= 0),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint disbursement_request_history_key unique (request_id, seq),
    constraint disbursement_request_history_request_fk foreign key (request_id, agency_code, currency)
        references escrow.disbursement_request (id, agency_code, currency) on update cascade
);
create index disbursement_request_history_agency_code_idx on escrow.disbursement_request_history (agency_code, changed_at);
create index disbursement_request_history_staff_id_idx on escrow.disbursement_request_history (staff_id);

create table escrow.ledger_entry (
    id bigint generated always as identity primary key,
    entry_number text not null constraint ledger_entry_entry_number_key unique,
    case_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    kind text not null constraint ledger_entry_kind_check check (kind in
        ('opening', 'deposit', 'interest', 'transfer_in', 'vendor_refund', 'adjustment_in',
         'deduction', 'debit', 'disbursement', 'refund', 'transfer_out', 'adjustment_out', 'reversal')),
    amount numeric(18,2) not null constraint ledger_entry_amount_check check (amount > 0),
    posted_on date not null,
    value_on date,
    cleared_on date,
    method text constraint ledger_entry_method_check check (method in
        ('ach', 'wire', 'check', 'card', 'corporate_card', 'other')),
    vendor_id bigint constraint ledger_entry_vendor_fk references escrow.vendor (id),
    payee_party_id bigint constraint ledger_entry_payee_party_fk references escrow.party (id),
    request_id bigint constraint ledger_entry_request_fk references escrow.disbursement_request (id),
    trust_account_id bigint constraint ledger_entry_trust_account_fk references escrow.trust_account (id),
    reverses_id bigint,
    reversed_kind text,
    memo text,
    -- Effect on the balance of the case; a reversal counts against the kind that it reverses.
    signed_amount numeric(18,2) not null generated always as (
        case when kind = 'reversal' then -escrow.flow_sign(reversed_kind) else escrow.flow_sign(kind) end * amount) stored,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint ledger_entry_reversal_check check (
        (kind = 'reversal') = (reverses_id is not null) and (reverses_id is null) = (reversed_kind is null)),
    constraint ledger_entry_reversed_kind_check check (reversed_kind <> 'reversal'),
    constraint ledger_entry_reversal_key unique (id, case_id, kind),
    constraint ledger_entry_case_fk foreign key (case_id, agency_code, currency)
        references escrow.escrow_case (id, agency_code, currency) on update cascade,
    constraint ledger_entry_reverses_fk foreign key (reverses_id, case_id, reversed_kind)
        references escrow.ledger_entry (id, case_id, kind) on update cascade
);
create index ledger_entry_case_id_idx on escrow.ledger_entry (case_id, posted_on);
create index ledger_entry_posted_on_idx on escrow.ledger_entry (posted_on);
create index ledger_entry_agency_code_idx on escrow.ledger_entry (agency_code, posted_on);
create index ledger_entry_vendor_id_idx on escrow.ledger_entry (vendor_id, posted_on) where vendor_id is not null;
create index ledger_entry_payee_party_id_idx on escrow.ledger_entry (payee_party_id, posted_on) where payee_party_id is not null;
create index ledger_entry_request_id_idx on escrow.ledger_entry (request_id) where request_id is not null;
create index ledger_entry_trust_account_id_idx on escrow.ledger_entry (trust_account_id, posted_on) where trust_account_id is not null;
create index ledger_entry_reverses_id_idx on escrow.ledger_entry (reverses_id) where reverses_id is not null;

create trigger keep_currency before update on escrow.trust_account
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on escrow.disbursement_request
    for each row when (new.agency_code is null or new.currency is null) execute function escrow.fill_case_money();
create trigger fill_on_update before update on escrow.disbursement_request
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_money();
create trigger keep_currency before update on escrow.disbursement_request
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create function escrow.fill_request_money() returns trigger language plpgsql as $$
begin
    select r.agency_code, r.currency into new.agency_code, new.currency
    from escrow.disbursement_request r where r.id = new.request_id;
    return new;
end $$;

create trigger fill_on_insert before insert on escrow.disbursement_request_history
    for each row when (new.agency_code is null or new.currency is null) execute function escrow.fill_request_money();
create trigger fill_on_update before update on escrow.disbursement_request_history
    for each row when (new.request_id is distinct from old.request_id) execute function escrow.fill_request_money();
create trigger keep_currency before update on escrow.disbursement_request_history
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on escrow.ledger_entry
    for each row when (new.agency_code is null or new.currency is null) execute function escrow.fill_case_money();
create trigger fill_on_update before update on escrow.ledger_entry
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_money();
create trigger keep_currency before update on escrow.ledger_entry
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create function escrow.fill_reversed_kind() returns trigger language plpgsql as $$
begin
    new.reversed_kind := (select e.kind from escrow.ledger_entry e where e.id = new.reverses_id);
    if new.kind = 'reversal' and coalesce(new.reversed_kind, 'reversal') = 'reversal' then
        raise exception 'Reversal % does not name an entry that is no reversal itself.', new.entry_number
            using errcode = 'check_violation', constraint = 'ledger_entry_reversal_check',
                  schema = 'escrow', table = 'ledger_entry', column = 'reverses_id';
    end if;
    return new;
end $$;

create trigger fill_reversed_on_insert before insert on escrow.ledger_entry
    for each row when (new.kind = 'reversal' and new.reversed_kind is null) execute function escrow.fill_reversed_kind();
create trigger fill_reversed_on_update before update on escrow.ledger_entry
    for each row when (new.reverses_id is distinct from old.reverses_id) execute function escrow.fill_reversed_kind();

-- The live reversals of an entry do not exceed it. The entries are locked, so that two loads cannot pass together.
create function escrow.check_reversals() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
    excess record;
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct n.reverses_id) into touched from new_rows n where n.reverses_id is not null;
    else
        select array_agg(distinct r.id) into touched
        from (select unnest(array[n.id, n.reverses_id]) as id
              from new_rows n join old_rows o on o.id = n.id
              where (n.amount, n.reverses_id, n.deleted_at is null)
                  is distinct from (o.amount, o.reverses_id, o.deleted_at is null)) r
        where r.id is not null;
    end if;
    if touched is null then
        return null;
    end if;

    perform from escrow.ledger_entry e where e.id = any (touched) order by e.id for no key update;

    select e.entry_number, e.deleted_at is not null as gone, e.amount, r.reversed into excess
    from escrow.ledger_entry e
    join (select l.reverses_id, sum(l.amount) as reversed
          from escrow.ledger_entry l
          where l.reverses_id = any (touched) and l.deleted_at is null
          group by l.reverses_id) r on r.reverses_id = e.id
    where r.reversed > case when e.deleted_at is null then e.amount else 0 end
    order by e.id limit 1;
    if found then
        raise exception 'The reversals of entry % come to %, more than its amount of %.',
            excess.entry_number, excess.reversed, case when excess.gone then 0 else excess.amount end
            using errcode = 'check_violation', constraint = 'ledger_entry_reversals_within_original',
                  schema = 'escrow', table = 'ledger_entry', column = 'amount';
    end if;
    return null;
end $$;

create trigger check_reversals_on_insert after insert on escrow.ledger_entry
    referencing new table as new_rows for each statement execute function escrow.check_reversals();
create trigger check_reversals_on_update after update on escrow.ledger_entry
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.check_reversals();
