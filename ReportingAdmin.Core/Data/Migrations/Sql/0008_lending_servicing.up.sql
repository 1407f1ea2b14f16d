-- Purpose: collections, compliance checks and fees of loans.

create table lending.collector (
    id bigint generated always as identity primary key,
    code text not null constraint collector_code_key unique,
    name text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.collection_queue (
    id bigint generated always as identity primary key,
    code text not null constraint collection_queue_code_key unique,
    name text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.queue_assignment (
    id bigint generated always as identity primary key,
    loan_id bigint not null,
    portfolio_code text not null,
    from_on date not null,
    to_on date,
    queue_id bigint not null constraint queue_assignment_queue_fk references lending.collection_queue (id),
    collector_id bigint constraint queue_assignment_collector_fk references lending.collector (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint queue_assignment_key unique (loan_id, from_on),
    constraint queue_assignment_to_on_check check (to_on >= from_on),
    constraint queue_assignment_loan_fk foreign key (loan_id, portfolio_code)
        references lending.loan (id, portfolio_code) on update cascade
);
create index queue_assignment_queue_id_idx on lending.queue_assignment (queue_id);
create index queue_assignment_collector_id_idx on lending.queue_assignment (collector_id);
create index queue_assignment_portfolio_code_idx on lending.queue_assignment (portfolio_code, from_on);

create table lending.contact_attempt (
    id bigint generated always as identity primary key,
    number text not null constraint contact_attempt_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    collector_id bigint constraint contact_attempt_collector_fk references lending.collector (id),
    queue_id bigint constraint contact_attempt_queue_fk references lending.collection_queue (id),
    attempted_at timestamptz not null,
    channel text constraint contact_attempt_channel_check check (channel in ('call', 'sms', 'email', 'letter')),
    outcome text not null constraint contact_attempt_outcome_check check (outcome in
        ('no_answer', 'left_message', 'third_party', 'right_party')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint contact_attempt_loan_fk foreign key (loan_id, portfolio_code)
        references lending.loan (id, portfolio_code) on update cascade
);
create index contact_attempt_loan_id_idx on lending.contact_attempt (loan_id, attempted_at);
create index contact_attempt_attempted_at_idx on lending.contact_attempt (attempted_at);
create index contact_attempt_portfolio_code_idx on lending.contact_attempt (portfolio_code, attempted_at);
create index contact_attempt_collector_id_idx on lending.contact_attempt (collector_id);
create index contact_attempt_queue_id_idx on lending.contact_attempt (queue_id);

create table lending.promise (
    id bigint generated always as identity primary key,
    number text not null constraint promise_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    collector_id bigint constraint promise_collector_fk references lending.collector (id),
    queue_id bigint constraint promise_queue_fk references lending.collection_queue (id),
    promised_on date not null,
    due_on date not null,
    amount numeric(18,2) not null constraint promise_amount_check check (amount > 0),
    cancelled_on date,
    -- As the source said; kept and broken are computed from payments.
    reported_status text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint promise_due_on_check check (due_on >= promised_on),
    constraint promise_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index promise_loan_id_idx on lending.promise (loan_id, due_on);
create index promise_due_on_idx on lending.promise (due_on);
create index promise_portfolio_code_idx on lending.promise (portfolio_code, due_on);
create index promise_collector_id_idx on lending.promise (collector_id);
create index promise_queue_id_idx on lending.promise (queue_id);

create table lending.compliance_rule (
    id bigint generated always as identity primary key,
    code text not null constraint compliance_rule_code_key unique,
    name text not null,
    category text,
    severity text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.compliance_check (
    id bigint generated always as identity primary key,
    number text not null constraint compliance_check_number_key unique,
    rule_id bigint not null constraint compliance_check_rule_fk references lending.compliance_rule (id),
    loan_id bigint not null,
    portfolio_code text not null,
    checked_on date not null,
    result text not null constraint compliance_check_result_check check (result in ('pass', 'fail')),
    waived_on date,
    detail text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint compliance_check_waived_on_check check (waived_on is null or result = 'fail'),
    constraint compliance_check_loan_fk foreign key (loan_id, portfolio_code)
        references lending.loan (id, portfolio_code) on update cascade
);
create index compliance_check_rule_id_idx on lending.compliance_check (rule_id, checked_on);
create index compliance_check_loan_id_idx on lending.compliance_check (loan_id);
create index compliance_check_portfolio_code_idx on lending.compliance_check (portfolio_code, checked_on);

create table lending.fee (
    id bigint generated always as identity primary key,
    fee_number text not null constraint fee_fee_number_key unique,
    loan_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    kind text not null constraint fee_kind_check check (kind in
        ('late', 'nsf', 'origination', 'payoff', 'extension', 'other')),
    assessed_on date not null,
    amount numeric(18,2) not null constraint fee_amount_check check (amount > 0),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint fee_money_key unique (id, portfolio_code, currency),
    constraint fee_loan_fk foreign key (loan_id, portfolio_code, currency)
        references lending.loan (id, portfolio_code, currency) on update cascade
);
create index fee_loan_id_idx on lending.fee (loan_id);
create index fee_assessed_on_idx on lending.fee (assessed_on);
create index fee_portfolio_code_idx on lending.fee (portfolio_code, assessed_on);

create table lending.fee_event (
    id bigint generated always as identity primary key,
    number text not null constraint fee_event_number_key unique,
    fee_id bigint not null,
    portfolio_code text not null,
    currency char(3) not null,
    kind text not null constraint fee_event_kind_check check (kind in
        ('waived', 'collected', 'collection_reversed', 'refunded', 'charged_off')),
    occurred_on date not null,
    amount numeric(18,2) not null constraint fee_event_amount_check check (amount > 0),
    payment_id bigint constraint fee_event_payment_fk references lending.payment (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint fee_event_fee_fk foreign key (fee_id, portfolio_code, currency)
        references lending.fee (id, portfolio_code, currency) on update cascade
);
create index fee_event_fee_id_idx on lending.fee_event (fee_id);
create index fee_event_occurred_on_idx on lending.fee_event (occurred_on);
create index fee_event_portfolio_code_idx on lending.fee_event (portfolio_code, occurred_on);
create index fee_event_payment_id_idx on lending.fee_event (payment_id) where payment_id is not null;

create trigger fill_on_insert before insert on lending.queue_assignment
    for each row when (new.portfolio_code is null) execute function lending.fill_loan_scope();
create trigger fill_on_update before update on lending.queue_assignment
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_scope();

create trigger fill_on_insert before insert on lending.contact_attempt
    for each row when (new.portfolio_code is null) execute function lending.fill_loan_scope();
create trigger fill_on_update before update on lending.contact_attempt
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_scope();

create trigger fill_on_insert before insert on lending.compliance_check
    for each row when (new.portfolio_code is null) execute function lending.fill_loan_scope();
create trigger fill_on_update before update on lending.compliance_check
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_scope();

create trigger fill_on_insert before insert on lending.promise
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.promise
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.promise
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on lending.fee
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_money();
create trigger fill_on_update before update on lending.fee
    for each row when (new.loan_id is distinct from old.loan_id) execute function lending.fill_loan_money();
create trigger keep_currency before update on lending.fee
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create function lending.fill_fee_money() returns trigger language plpgsql as $$
begin
    select f.portfolio_code, f.currency into new.portfolio_code, new.currency from lending.fee f where f.id = new.fee_id;
    return new;
end $$;

create trigger fill_on_insert before insert on lending.fee_event
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_fee_money();
create trigger fill_on_update before update on lending.fee_event
    for each row when (new.fee_id is distinct from old.fee_id) execute function lending.fill_fee_money();
create trigger keep_currency before update on lending.fee_event
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

-- A loan is in one queue on a day; an assignment without an end lasts until the next one begins.
create function lending.check_queue_assignments() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    overlap record;
begin
    select l.loan_number, a.from_on, a.to_on, a.next_on into overlap
    from (select q.loan_id, q.from_on, q.to_on, lead(q.from_on) over (partition by q.loan_id order by q.from_on) as next_on
          from lending.queue_assignment q
          where q.deleted_at is null and q.loan_id in (select n.loan_id from new_rows n)) a
    join lending.loan l on l.id = a.loan_id
    where a.to_on >= a.next_on
    order by a.loan_id, a.from_on limit 1;
    if found then
        raise exception 'Loan % is assigned from % to % and again from %.',
            overlap.loan_number, overlap.from_on, overlap.to_on, overlap.next_on
            using errcode = 'exclusion_violation', constraint = 'queue_assignment_one_per_day',
                  schema = 'lending', table = 'queue_assignment', column = 'to_on';
    end if;
    return null;
end $$;

create trigger one_per_day_on_insert after insert on lending.queue_assignment
    referencing new table as new_rows for each statement execute function lending.check_queue_assignments();
create trigger one_per_day_on_update after update on lending.queue_assignment
    referencing new table as new_rows for each statement execute function lending.check_queue_assignments();
