-- Purpose: the monthly loan snapshot that every lending ratio reads, its partitions and its bucket.

create sequence lending.loan_month_id_seq as bigint;

create table lending.loan_month (
    id bigint not null default nextval('lending.loan_month_id_seq'),
    loan_id bigint not null,
    month_end date not null,
    portfolio_id bigint not null,
    portfolio_code text not null,
    program_id bigint constraint loan_month_program_fk references lending.program (id),
    currency char(3) not null,
    upb numeric(18,2) not null,
    accrued_interest numeric(18,2),
    note_rate numeric(12,9),
    remaining_term integer,
    maturity_on date,
    payment_amount numeric(18,2),
    next_due_on date,
    oldest_unpaid_due_on date,
    days_past_due integer constraint loan_month_days_past_due_check check (days_past_due >= 0),
    past_due_amount numeric(18,2),
    status text not null default 'active' constraint loan_month_status_check check (status in
        ('active', 'paid_off', 'charged_off', 'sold')),
    accrual text constraint loan_month_accrual_check check (accrual in ('accruing', 'nonaccrual')),
    nonaccrual_since date,
    workout text constraint loan_month_workout_check check (workout in
        ('none', 'forbearance', 'bankruptcy', 'foreclosure')),
    modified boolean,
    credit_score integer constraint loan_month_credit_score_check check (credit_score between 0 and 1000),
    beginning_upb numeric(18,2),
    drawn numeric(18,2),
    scheduled_principal numeric(18,2),
    unscheduled_principal numeric(18,2),
    capitalised numeric(18,2),
    charged_off_principal numeric(18,2),
    sold_principal numeric(18,2),
    adjustment numeric(18,2),
    zero_balance_code text constraint loan_month_zero_balance_code_check check (zero_balance_code in
        ('paid_off', 'charged_off', 'sold')),
    zero_balance_on date,
    exit_upb numeric(18,2),
    -- As the source said; compared with the computed bucket, never shown in its place.
    reported_bucket text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint loan_month_key primary key (loan_id, month_end),
    constraint loan_month_month_end_check check (extract(day from month_end + 1) = 1),
    -- Unknown (and so allowed) where a part of the movement is not given.
    constraint loan_month_movement_check check (
        beginning_upb + drawn - scheduled_principal - unscheduled_principal + capitalised
        - charged_off_principal - sold_principal + adjustment = upb),
    constraint loan_month_zero_balance_check check (
        zero_balance_code is null or (upb = 0 and status = zero_balance_code)),
    constraint loan_month_zero_balance_on_check check (
        zero_balance_on is null or (zero_balance_code is not null and zero_balance_on <= month_end)),
    constraint loan_month_exit_upb_check check (exit_upb is null or zero_balance_code is not null),
    constraint loan_month_loan_fk foreign key (loan_id, currency) references lending.loan (id, currency),
    constraint loan_month_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
) partition by range (month_end);
create index loan_month_portfolio_code_idx on lending.loan_month (portfolio_code, portfolio_id);
create index loan_month_program_id_idx on lending.loan_month (program_id);
alter sequence lending.loan_month_id_seq owned by lending.loan_month.id;

create table lending.loan_month_load (
    id bigint generated always as identity primary key,
    month_end date not null constraint loan_month_load_month_end_check check (extract(day from month_end + 1) = 1),
    portfolio_id bigint not null,
    portfolio_code text not null,
    complete boolean not null,
    loaded_at timestamptz not null default now(),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint loan_month_load_key unique (month_end, portfolio_id),
    constraint loan_month_load_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
);
create index loan_month_load_portfolio_id_idx on lending.loan_month_load (portfolio_id);
create index loan_month_load_portfolio_code_idx on lending.loan_month_load (portfolio_code, month_end);
