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

-- A snapshot keeps the portfolio that it was taken in; one that names none takes the loan's of today.
create function lending.fill_loan_month() returns trigger language plpgsql as $$
begin
    if new.portfolio_id is null then
        select l.portfolio_id, l.portfolio_code, l.currency into new.portfolio_id, new.portfolio_code, new.currency
        from lending.loan l where l.id = new.loan_id;
    else
        select p.code, l.currency into new.portfolio_code, new.currency
        from lending.portfolio p left join lending.loan l on l.id = new.loan_id where p.id = new.portfolio_id;
    end if;
    return new;
end $$;

create trigger fill_on_insert before insert on lending.loan_month
    for each row when (new.portfolio_code is null or new.currency is null) execute function lending.fill_loan_month();
create trigger fill_on_update before update on lending.loan_month
    for each row when (new.portfolio_id is distinct from old.portfolio_id or new.loan_id <> old.loan_id)
    execute function lending.fill_loan_month();
create trigger keep_currency before update on lending.loan_month
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on lending.loan_month_load
    for each row when (new.portfolio_code is null) execute function lending.fill_portfolio_code();
create trigger fill_on_update before update on lending.loan_month_load
    for each row when (new.portfolio_id is distinct from old.portfolio_id) execute function lending.fill_portfolio_code();

-- Makes the partition of the day's month where it is missing; true when it made one. Row security without a policy
-- closes the way around the parent. Attaching does not block readers, as creating it in place would.
create function lending.ensure_loan_month_partition(day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    first_day constant date := date_trunc('month', day::timestamp)::date;
    next_month constant date := (date_trunc('month', day::timestamp) + interval '1 month')::date;
    name constant text := 'loan_month_' || to_char(first_day, 'YYYY_MM');
begin
    if day is null or first_day < date '1900-01-01' or first_day > date '2199-12-01' then
        raise exception 'There are no snapshots of %.', coalesce(day::text, 'no date') using errcode = 'datetime_field_overflow';
    end if;
    if to_regclass('lending.' || name) is not null then
        return false;
    end if;
    perform pg_advisory_xact_lock(hashtext('lending.loan_month'), 1);
    -- Read from the table: to_regclass still remembers what was so before the wait.
    if exists (select from pg_class c where c.relnamespace = 'lending'::regnamespace and c.relname = name) then
        return false;
    end if;
    execute format('create table lending.%I (like lending.loan_month including defaults including constraints including indexes including comments)', name);
    execute format('alter table lending.%I enable row level security', name);
    execute format('alter table lending.loan_month attach partition lending.%I for values from (%L) to (%L)',
        name, first_day, next_month);
    return true;
end $$;

-- The same for each month from the first day's to the last's; gives the number made.
create function lending.ensure_loan_month_partitions(from_day date, through_day date) returns integer
language sql volatile as $$
    select count(*)::integer
    from generate_series(date_trunc('month', from_day::timestamp), through_day::timestamp, interval '1 month') as m (first_day)
    where lending.ensure_loan_month_partition(m.first_day::date)
$$;

-- Whole months between the oldest unpaid due date and the close of the day (OTS), or of the day before the next due
-- date (MBA). A due date past the end of a shorter month falls on its last day.
create function lending.months_past_due(as_of date, method text, oldest_unpaid_due_on date) returns integer
language sql immutable parallel safe as $$
    select greatest(0,
        (extract(year from as_of + (method = 'mba')::integer)::integer - extract(year from oldest_unpaid_due_on)::integer) * 12
        + extract(month from as_of + (method = 'mba')::integer)::integer - extract(month from oldest_unpaid_due_on)::integer
        - case when extract(day from as_of + (method = 'mba')::integer) < extract(day from oldest_unpaid_due_on)
                and extract(day from as_of + (method = 'mba')::integer + 1) <> 1
            then 1 else 0 end)
$$;

-- Days from the oldest unpaid contractual due date, 0 if none is past; where the date is not given, as reported.
create function lending.days_past_due(as_of date, oldest_unpaid_due_on date, days_past_due integer) returns integer
language sql immutable parallel safe as $$
    select case when oldest_unpaid_due_on is not null then greatest(as_of - oldest_unpaid_due_on, 0) else days_past_due end
$$;

-- The one bucket of a loan on a day; null for a loan that has left (its status says how). MBA and OTS count whole
-- months from the oldest unpaid due date, so that less than one month is current; without that date, and by plain
-- days, the days decide.
create function lending.bucket(
    as_of date, method text, oldest_unpaid_due_on date, days_past_due integer, status text) returns text
language sql immutable parallel safe as $$
    select case
        when status <> 'active' then null
        when method in ('mba', 'ots') and oldest_unpaid_due_on is not null then
            (array['current', '30-59', '60-89', '90-119', '120-149', '150-179', '180+'])
                [1 + least(6, lending.months_past_due(as_of, method, oldest_unpaid_due_on))]
        else case width_bucket(lending.days_past_due(as_of, oldest_unpaid_due_on, days_past_due),
                array[1, 30, 60, 90, 120, 150, 180])
            when 0 then 'current' when 1 then '1-29' when 2 then '30-59' when 3 then '60-89' when 4 then '90-119'
            when 5 then '120-149' when 6 then '150-179' when 7 then '180+' else 'unknown' end
    end
$$;

-- Every bucket in its order, with its days; for reports that list the empty ones too.
create function lending.bucket_ladder() returns table (bucket text, rank integer, from_days integer, through_days integer)
language sql immutable parallel safe as $$
    select b.bucket, b.rank, b.from_days, b.through_days
    from (values ('current', 1, 0, 0), ('1-29', 2, 1, 29), ('30-59', 3, 30, 59), ('60-89', 4, 60, 89),
        ('90-119', 5, 90, 119), ('120-149', 6, 120, 149), ('150-179', 7, 150, 179), ('180+', 8, 180, null),
        ('unknown', 9, null, null)) as b (bucket, rank, from_days, through_days)
$$;
