-- Purpose: money of a loan by date: payments, interest, cash flows, charge-offs, recoveries, modifications.

create table lending.payment (
    id bigint generated always as identity primary key,
    payment_number text not null constraint payment_payment_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    entry_kind text not null default 'payment' constraint payment_entry_kind_check check (entry_kind in
        ('payment', 'reversal', 'nsf')),
    reverses_id bigint constraint payment_reverses_fk references lending.payment (id),
    received_on date,
    effective_on date,
    posted_on date not null,
    amount numeric(18,2) not null,
    principal numeric(18,2) not null default 0,
    interest numeric(18,2) not null default 0,
    fees numeric(18,2) not null default 0,
    escrow numeric(18,2) not null default 0,
    unapplied numeric(18,2) not null default 0,
    method text constraint payment_method_check check (method in
        ('ach', 'card', 'check', 'wire', 'lockbox', 'other')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint payment_components_check check (amount = principal + interest + fees + escrow + unapplied),
    constraint payment_sign_check check (case when entry_kind = 'payment' then amount >= 0 else amount <= 0 end),
    constraint payment_reverses_check check (reverses_id is null or entry_kind <> 'payment'),
    constraint payment_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index payment_loan_id_idx on lending.payment (loan_id, posted_on);
create index payment_posted_on_idx on lending.payment (posted_on);
create index payment_portfolio_code_idx on lending.payment (portfolio_code, posted_on);
create index payment_reverses_id_idx on lending.payment (reverses_id) where reverses_id is not null;

create table lending.interest_event (
    id bigint generated always as identity primary key,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    month date not null constraint interest_event_month_check check (extract(day from month) = 1),
    earned numeric(18,2) not null default 0,
    collected numeric(18,2) not null default 0,
    reversed numeric(18,2) not null default 0,
    waived numeric(18,2) not null default 0,
    capitalised numeric(18,2) not null default 0,
    acquired numeric(18,2) not null default 0,
    disposed numeric(18,2) not null default 0,
    transferred_in numeric(18,2) not null default 0,
    transferred_out numeric(18,2) not null default 0,
    adjustment numeric(18,2) not null default 0,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint interest_event_key unique (loan_id, month),
    constraint interest_event_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index interest_event_month_idx on lending.interest_event (month);
create index interest_event_portfolio_code_idx on lending.interest_event (portfolio_code, month);

create table lending.loan_cash_flow (
    id bigint generated always as identity primary key,
    flow_number text not null constraint loan_cash_flow_flow_number_key unique,
    loan_id bigint,
    portfolio_id bigint,
    portfolio_code text not null,
    currency char(3) not null constraint loan_cash_flow_currency_check check (currency ~ '^[A-Z]{3}$'),
    occurred_on date not null,
    kind text not null constraint loan_cash_flow_kind_check check (kind in
        ('funding', 'draw', 'purchase', 'premium', 'acquisition_cost', 'servicing_cost', 'advance', 'sale')),
    -- As the investor sees it: money out is negative.
    amount numeric(18,2) not null,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    -- A flow of a loan, or one of a portfolio that is not allocated to loans.
    constraint loan_cash_flow_owner_check check (num_nonnulls(loan_id, portfolio_id) = 1),
    constraint loan_cash_flow_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade,
    constraint loan_cash_flow_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
);
create index loan_cash_flow_loan_id_idx on lending.loan_cash_flow (loan_id, occurred_on) where loan_id is not null;
create index loan_cash_flow_portfolio_id_idx on lending.loan_cash_flow (portfolio_id, occurred_on) where portfolio_id is not null;
create index loan_cash_flow_portfolio_code_idx on lending.loan_cash_flow (portfolio_code, occurred_on);

create table lending.charge_off (
    id bigint generated always as identity primary key,
    number text not null constraint charge_off_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    charged_off_on date not null,
    posted_on date not null,
    principal numeric(18,2) not null,
    interest_reversed numeric(18,2) not null default 0,
    kind text not null default 'charge_off' constraint charge_off_kind_check check (kind in ('charge_off', 'write_off')),
    reason text,
    reverses_id bigint constraint charge_off_reverses_fk references lending.charge_off (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint charge_off_sign_check check (case when reverses_id is null
        then principal >= 0 and interest_reversed >= 0 else principal <= 0 and interest_reversed <= 0 end),
    constraint charge_off_money_key unique (id, portfolio_code, currency),
    constraint charge_off_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index charge_off_loan_id_idx on lending.charge_off (loan_id);
create index charge_off_posted_on_idx on lending.charge_off (posted_on);
create index charge_off_portfolio_code_idx on lending.charge_off (portfolio_code, posted_on);
create index charge_off_reverses_id_idx on lending.charge_off (reverses_id) where reverses_id is not null;

create table lending.recovery (
    id bigint generated always as identity primary key,
    number text not null constraint recovery_number_key unique,
    charge_off_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    received_on date not null,
    posted_on date not null,
    amount numeric(18,2) not null,
    cost numeric(18,2) not null default 0,
    source text,
    reverses_id bigint constraint recovery_reverses_fk references lending.recovery (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint recovery_sign_check check (case when reverses_id is null
        then amount >= 0 and cost >= 0 else amount <= 0 and cost <= 0 end),
    constraint recovery_charge_off_fk foreign key (charge_off_id, portfolio_code, currency)
        references lending.charge_off (id, portfolio_code, currency) on update cascade
);
create index recovery_charge_off_id_idx on lending.recovery (charge_off_id);
create index recovery_posted_on_idx on lending.recovery (posted_on);
create index recovery_portfolio_code_idx on lending.recovery (portfolio_code, posted_on);
create index recovery_reverses_id_idx on lending.recovery (reverses_id) where reverses_id is not null;

create table lending.modification (
    id bigint generated always as identity primary key,
    number text not null constraint modification_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    effective_on date not null,
    kind text not null constraint modification_kind_check check (kind in
        ('rate_cut', 'term_extension', 'deferral', 'principal_reduction', 'capitalisation', 'combination')),
    note_rate_before numeric(12,9),
    note_rate_after numeric(12,9),
    remaining_term_before integer,
    remaining_term_after integer,
    upb_before numeric(18,2),
    upb_after numeric(18,2),
    payment_before numeric(18,2),
    payment_after numeric(18,2),
    days_past_due_before integer,
    days_past_due_after integer,
    maturity_on_before date,
    maturity_on_after date,
    capitalised_amount numeric(18,2),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint modification_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index modification_loan_id_idx on lending.modification (loan_id, effective_on);
create index modification_portfolio_code_idx on lending.modification (portfolio_code, effective_on);

create trigger fill_on_insert before insert on lending.payment
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.payment
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.payment
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on lending.interest_event
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.interest_event
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.interest_event
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on lending.charge_off
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.charge_off
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.charge_off
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on lending.modification
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.modification
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.modification
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

-- A flow that belongs to no loan is one of its portfolio, in the portfolio's currency where it names none.
create function lending.fill_cash_flow() returns trigger language plpgsql as $$
begin
    if new.loan_id is not null then
        select l.portfolio_code, l.currency into new.portfolio_code, new.currency
        from lending.loan l where l.id = new.loan_id;
    else
        select p.code, coalesce(new.currency, p.currency) into new.portfolio_code, new.currency
        from lending.portfolio p where p.id = new.portfolio_id;
    end if;
    return new;
end $$;

create trigger fill_on_insert before insert on lending.loan_cash_flow
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_cash_flow();
create trigger fill_on_update before update on lending.loan_cash_flow
    for each row when ((new.loan_id, new.portfolio_id) is distinct from (old.loan_id, old.portfolio_id))
    execute function lending.fill_cash_flow();
create trigger keep_currency before update on lending.loan_cash_flow
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create function lending.fill_charge_off_money() returns trigger language plpgsql as $$
begin
    select c.portfolio_code, c.currency into new.portfolio_code, new.currency
    from lending.charge_off c where c.id = new.charge_off_id;
    return new;
end $$;

create trigger fill_on_insert before insert on lending.recovery
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_charge_off_money();
create trigger fill_on_update before update on lending.recovery
    for each row when (new.charge_off_id is distinct from old.charge_off_id) execute function lending.fill_charge_off_money();
create trigger keep_currency before update on lending.recovery
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

-- What is reversed is an entry of the same loan (or charge-off) that is no reversal itself.
create function lending.check_reversed_payment() returns trigger language plpgsql as $$
begin
    if not exists (select from lending.payment p
                   where p.id = new.reverses_id and p.loan_id = new.loan_id and p.entry_kind = 'payment') then
        raise exception 'Payment % reverses no payment of its loan.', new.payment_number
            using errcode = 'check_violation', constraint = 'payment_reverses_own_loan',
                  schema = 'lending', table = 'payment', column = 'reverses_id';
    end if;
    return new;
end $$;

create function lending.check_reversed_charge_off() returns trigger language plpgsql as $$
begin
    if not exists (select from lending.charge_off c
                   where c.id = new.reverses_id and c.loan_id = new.loan_id and c.reverses_id is null) then
        raise exception 'Charge-off % reverses no charge-off of its loan.', new.number
            using errcode = 'check_violation', constraint = 'charge_off_reverses_own_loan',
                  schema = 'lending', table = 'charge_off', column = 'reverses_id';
    end if;
    return new;
end $$;

create function lending.check_reversed_recovery() returns trigger language plpgsql as $$
begin
    if not exists (select from lending.recovery r
                   where r.id = new.reverses_id and r.charge_off_id = new.charge_off_id and r.reverses_id is null) then
        raise exception 'Recovery % reverses no recovery of its charge-off.', new.number
            using errcode = 'check_violation', constraint = 'recovery_reverses_own_charge_off',
                  schema = 'lending', table = 'recovery', column = 'reverses_id';
    end if;
    return new;
end $$;

create trigger reversed_own before insert or update on lending.payment
    for each row when (new.reverses_id is not null) execute function lending.check_reversed_payment();
create trigger reversed_own before insert or update on lending.charge_off
    for each row when (new.reverses_id is not null) execute function lending.check_reversed_charge_off();
create trigger reversed_own before insert or update on lending.recovery
    for each row when (new.reverses_id is not null) execute function lending.check_reversed_recovery();
