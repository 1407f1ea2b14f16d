-- Purpose: escrow master data: agencies, staff, vendors, parties, cases and what is dated on a case.

create table escrow.agency (
    id bigint generated always as identity primary key,
    code text not null constraint agency_code_key unique,
    name text not null,
    state text,
    uses_corporate_card boolean,
    created_on date,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    -- Row scope is handed to the policies as a comma-separated list.
    constraint agency_code_check check (code <> '' and strpos(code, ',') = 0),
    constraint agency_scope_key unique (id, code)
);

create table escrow.staff (
    id bigint generated always as identity primary key,
    code text not null constraint staff_code_key unique,
    name text not null,
    email text,
    team text constraint staff_team_check check (team in ('sales', 'case')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table escrow.vendor (
    id bigint generated always as identity primary key,
    code text not null constraint vendor_code_key unique,
    name text not null,
    category text constraint vendor_category_check check (category in
        ('insurance', 'medical', 'legal', 'agency', 'travel', 'pharmacy', 'individual', 'other')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table escrow.party (
    id bigint generated always as identity primary key,
    code text not null constraint party_code_key unique,
    name text,
    email text,
    state text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table escrow.escrow_case (
    id bigint generated always as identity primary key,
    case_number text not null constraint escrow_case_case_number_key unique,
    case_type text not null constraint escrow_case_case_type_check check (case_type in ('surrogacy', 'egg_donation')),
    agency_id bigint not null,
    agency_code text not null,
    sales_staff_id bigint constraint escrow_case_sales_staff_fk references escrow.staff (id),
    case_staff_id bigint constraint escrow_case_case_staff_fk references escrow.staff (id),
    opened_on date not null,
    state text,
    currency char(3) not null constraint escrow_case_currency_check check (currency ~ '^[A-Z]{3}$'),
    insured boolean,
    -- As the case file has them today; the status history is made from them where none is loaded.
    status text constraint escrow_case_status_check check (status in ('open', 'closed', 'cancelled')),
    closed_on date,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint escrow_case_closed_on_check check (closed_on >= opened_on),
    constraint escrow_case_closing_check check (status is null or status = 'open' or closed_on is not null),
    constraint escrow_case_scope_key unique (id, agency_code),
    constraint escrow_case_money_key unique (id, agency_code, currency),
    constraint escrow_case_agency_fk foreign key (agency_id, agency_code)
        references escrow.agency (id, code) on update cascade
);
create index escrow_case_agency_id_idx on escrow.escrow_case (agency_id);
create index escrow_case_agency_code_idx on escrow.escrow_case (agency_code, opened_on);
create index escrow_case_opened_on_idx on escrow.escrow_case (opened_on);
create index escrow_case_sales_staff_id_idx on escrow.escrow_case (sales_staff_id);
create index escrow_case_case_staff_id_idx on escrow.escrow_case (case_staff_id);

create table escrow.case_status_history (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    changed_on date not null,
    seq integer not null default 0,
    status text not null constraint case_status_history_status_check check (status in ('open', 'closed', 'cancelled')),
    -- Rows made from the case file have a negative seq, so that they never meet the key of a loaded one.
    derived boolean not null generated always as (seq < 0) stored,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint case_status_history_key unique (case_id, changed_on, seq),
    constraint case_status_history_case_fk foreign key (case_id, agency_code)
        references escrow.escrow_case (id, agency_code) on update cascade
);
create index case_status_history_agency_code_idx on escrow.case_status_history (agency_code, changed_on);

create table escrow.case_party (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    party_id bigint not null constraint case_party_party_fk references escrow.party (id),
    role text not null constraint case_party_role_check check (role in ('surrogate', 'egg_donor', 'intended_parent')),
    from_on date not null,
    to_on date,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint case_party_key unique (case_id, party_id, role, from_on),
    constraint case_party_to_on_check check (to_on >= from_on),
    constraint case_party_case_fk foreign key (case_id, agency_code)
        references escrow.escrow_case (id, agency_code) on update cascade
);
create index case_party_party_id_idx on escrow.case_party (party_id);
create index case_party_agency_code_idx on escrow.case_party (agency_code);

create table escrow.case_milestone (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    kind text not null constraint case_milestone_kind_check check (kind in
        ('contract_uploaded', 'heartbeat_confirmed', 'base_comp_started', 'delivery')),
    occurred_on date not null,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint case_milestone_key unique (case_id, kind),
    constraint case_milestone_case_fk foreign key (case_id, agency_code)
        references escrow.escrow_case (id, agency_code) on update cascade
);
create index case_milestone_agency_code_idx on escrow.case_milestone (agency_code);

create table escrow.case_terms (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    effective_from date not null,
    base_compensation numeric(18,2) constraint case_terms_base_compensation_check check (base_compensation >= 0),
    monthly_allowance numeric(18,2) constraint case_terms_monthly_allowance_check check (monthly_allowance >= 0),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint case_terms_key unique (case_id, effective_from),
    constraint case_terms_case_fk foreign key (case_id, agency_code, currency)
        references escrow.escrow_case (id, agency_code, currency) on update cascade
);
create index case_terms_agency_code_idx on escrow.case_terms (agency_code);
