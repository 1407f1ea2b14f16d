-- Purpose: lending master data: portfolios, programs, borrowers, loans.

create table lending.portfolio (
    id bigint generated always as identity primary key,
    code text not null constraint portfolio_code_key unique,
    name text not null,
    owner text,
    currency char(3) constraint portfolio_currency_check check (currency ~ '^[A-Z]{3}$'),
    owned boolean not null default true,
    delinquency_method text not null default 'dpd' constraint portfolio_delinquency_method_check
        check (delinquency_method in ('dpd', 'mba', 'ots')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    -- Row scope is handed to the policies as a comma-separated list.
    constraint portfolio_code_check check (code <> '' and strpos(code, ',') = 0),
    constraint portfolio_scope_key unique (id, code)
);

create table lending.program (
    id bigint generated always as identity primary key,
    code text not null constraint program_code_key unique,
    name text not null,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.borrower (
    id bigint generated always as identity primary key,
    number text not null constraint borrower_number_key unique,
    name text,
    ssn_last4 text constraint borrower_ssn_last4_check check (ssn_last4 ~ '^[0-9]{4}$'),
    email text,
    state text,
    credit_score integer constraint borrower_credit_score_check check (credit_score between 0 and 1000),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.loan (
    id bigint generated always as identity primary key,
    loan_number text not null constraint loan_loan_number_key unique,
    portfolio_id bigint not null,
    portfolio_code text not null,
    program_id bigint constraint loan_program_fk references lending.program (id),
    borrower_id bigint constraint loan_borrower_fk references lending.borrower (id),
    currency char(3) not null constraint loan_currency_check check (currency ~ '^[A-Z]{3}$'),
    originated_on date,
    boarded_on date,
    original_principal numeric(18,2) constraint loan_original_principal_check check (original_principal >= 0),
    note_rate numeric(12,9),
    term_months integer constraint loan_term_months_check check (term_months >= 0),
    day_count text constraint loan_day_count_check check (day_count in ('30_360', 'act_365', 'act_360')),
    payment_amount numeric(18,2),
    first_due_on date,
    maturity_on date,
    collateral_type text constraint loan_collateral_type_check check (collateral_type in
        ('mortgage', 'auto', 'personal', 'student', 'business', 'card', 'other')),
    property_state text,
    -- Today's balances, for lookups and the loan page; as-of reports read loan_month.
    status text not null default 'active' constraint loan_status_check check (status in
        ('active', 'paid_off', 'charged_off', 'sold')),
    principal numeric(18,2),
    accrued_interest numeric(18,2),
    next_due_on date,
    days_past_due integer constraint loan_days_past_due_check check (days_past_due >= 0),
    balances_as_of date,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint loan_scope_key unique (id, portfolio_code),
    constraint loan_money_key unique (id, portfolio_code, currency),
    constraint loan_currency_key unique (id, currency),
    constraint loan_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
);
create index loan_portfolio_id_idx on lending.loan (portfolio_id);
create index loan_portfolio_code_idx on lending.loan (portfolio_code, originated_on);
create index loan_originated_on_idx on lending.loan (originated_on);
create index loan_program_id_idx on lending.loan (program_id);
create index loan_borrower_id_idx on lending.loan (borrower_id);

-- Scope and currency come from the parent, never from a file: filled where missing, held by the composite foreign keys.
create function lending.fill_portfolio_code() returns trigger language plpgsql as $$
begin
    select p.code into new.portfolio_code from lending.portfolio p where p.id = new.portfolio_id;
    return new;
end $$;

create function lending.fill_loan_scope() returns trigger language plpgsql as $$
begin
    select l.portfolio_code into new.portfolio_code from lending.loan l where l.id = new.loan_id;
    return new;
end $$;

create function lending.fill_loan_money() returns trigger language plpgsql as $$
begin
    select l.portfolio_code, l.currency into new.portfolio_code, new.currency
    from lending.loan l where l.id = new.loan_id;
    return new;
end $$;

create trigger keep_currency before update on lending.portfolio
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();
create trigger fill_on_insert before insert on lending.loan
    for each row when (new.portfolio_code is null) execute function lending.fill_portfolio_code();
create trigger fill_on_update before update on lending.loan
    for each row when (new.portfolio_id is distinct from old.portfolio_id) execute function lending.fill_portfolio_code();
create trigger keep_currency before update on lending.loan
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();
