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
    constraint case_status_history_seq_check check (seq >= -2),
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

-- Scope and currency come from the parent, never from a file: filled where missing, held by the composite foreign keys.
create function escrow.fill_case_agency() returns trigger language plpgsql as $$
begin
    select a.code into new.agency_code from escrow.agency a where a.id = new.agency_id;
    return new;
end $$;

create function escrow.fill_case_scope() returns trigger language plpgsql as $$
begin
    select c.agency_code into new.agency_code from escrow.escrow_case c where c.id = new.case_id;
    return new;
end $$;

create function escrow.fill_case_money() returns trigger language plpgsql as $$
begin
    select c.agency_code, c.currency into new.agency_code, new.currency
    from escrow.escrow_case c where c.id = new.case_id;
    return new;
end $$;

create trigger fill_on_insert before insert on escrow.escrow_case
    for each row when (new.agency_code is null) execute function escrow.fill_case_agency();
create trigger fill_on_update before update on escrow.escrow_case
    for each row when (new.agency_id is distinct from old.agency_id) execute function escrow.fill_case_agency();
create trigger keep_currency before update on escrow.escrow_case
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

create trigger fill_on_insert before insert on escrow.case_status_history
    for each row when (new.agency_code is null) execute function escrow.fill_case_scope();
create trigger fill_on_update before update on escrow.case_status_history
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_scope();
create trigger fill_on_insert before insert on escrow.case_party
    for each row when (new.agency_code is null) execute function escrow.fill_case_scope();
create trigger fill_on_update before update on escrow.case_party
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_scope();
create trigger fill_on_insert before insert on escrow.case_milestone
    for each row when (new.agency_code is null) execute function escrow.fill_case_scope();
create trigger fill_on_update before update on escrow.case_milestone
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_scope();
create trigger fill_on_insert before insert on escrow.case_terms
    for each row when (new.agency_code is null or new.currency is null) execute function escrow.fill_case_money();
create trigger fill_on_update before update on escrow.case_terms
    for each row when (new.case_id is distinct from old.case_id) execute function escrow.fill_case_money();
create trigger keep_currency before update on escrow.case_terms
    for each row when (new.currency <> old.currency) execute function app.refuse_currency_change();

-- Rows of negative seq follow the case file: the opening where no loaded row stands on or before it, the closing
-- where no row is loaded at all.
create function escrow.derive_case_status(case_ids bigint[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    delete from escrow.case_status_history h
    using escrow.escrow_case c
    where h.case_id = any (case_ids) and h.seq < 0 and c.id = h.case_id
      and (c.deleted_at is not null
           or (h.seq = -2 and (h.changed_on <> c.opened_on
                or exists (select from escrow.case_status_history l where l.case_id = c.id
                           and l.seq >= 0 and l.deleted_at is null and l.changed_on <= c.opened_on)))
           or (h.seq = -1 and (h.changed_on is distinct from c.closed_on or h.status is distinct from c.status
                or exists (select from escrow.case_status_history l where l.case_id = c.id
                           and l.seq >= 0 and l.deleted_at is null))));

    insert into escrow.case_status_history (case_id, agency_code, changed_on, seq, status, sync_run_id)
    select c.id, c.agency_code, c.opened_on, -2, 'open', c.sync_run_id
    from escrow.escrow_case c
    where c.id = any (case_ids) and c.deleted_at is null
      and not exists (select from escrow.case_status_history l where l.case_id = c.id
                      and l.seq >= 0 and l.deleted_at is null and l.changed_on <= c.opened_on)
    union all
    select c.id, c.agency_code, c.closed_on, -1, c.status, c.sync_run_id
    from escrow.escrow_case c
    where c.id = any (case_ids) and c.deleted_at is null and c.status in ('closed', 'cancelled')
      and not exists (select from escrow.case_status_history l where l.case_id = c.id
                      and l.seq >= 0 and l.deleted_at is null)
    on conflict (case_id, changed_on, seq) do nothing;
end $$;

create function escrow.case_changed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(n.id) into touched from new_rows n;
    else
        select array_agg(n.id) into touched from new_rows n join old_rows o on o.id = n.id
        where (n.opened_on, n.status, n.closed_on, n.deleted_at is null)
            is distinct from (o.opened_on, o.status, o.closed_on, o.deleted_at is null);
    end if;
    if touched is not null then
        perform escrow.derive_case_status(touched);
    end if;
    return null;
end $$;

create function escrow.case_history_changed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
begin
    -- Loaded rows alone, or deriving would start itself again.
    if tg_op = 'INSERT' then
        select array_agg(distinct n.case_id) into touched from new_rows n where n.seq >= 0;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct o.case_id) into touched from old_rows o where o.seq >= 0;
    else
        select array_agg(distinct r.case_id) into touched
        from (select n.case_id from new_rows n where n.seq >= 0
              union all select o.case_id from old_rows o where o.seq >= 0) r;
    end if;
    if touched is not null then
        perform escrow.derive_case_status(touched);
    end if;
    return null;
end $$;

create trigger derive_on_insert after insert on escrow.escrow_case
    referencing new table as new_rows for each statement execute function escrow.case_changed();
create trigger derive_on_update after update on escrow.escrow_case
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.case_changed();
create trigger derive_on_insert after insert on escrow.case_status_history
    referencing new table as new_rows for each statement execute function escrow.case_history_changed();
create trigger derive_on_update after update on escrow.case_status_history
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.case_history_changed();
create trigger derive_on_delete after delete on escrow.case_status_history
    referencing old table as old_rows for each statement execute function escrow.case_history_changed();

-- One row per case that exists on the day: its last status with changed_on <= the day, and since when. A case is
-- open on a day when that status is open, so not on its closing day.
create function escrow.case_status_on(on_day date) returns table (case_id bigint, status text, changed_on date)
language sql stable parallel safe as $$
    select distinct on (h.case_id) h.case_id, h.status, h.changed_on
    from escrow.case_status_history h
    join escrow.escrow_case c on c.id = h.case_id
    where h.changed_on <= on_day and h.deleted_at is null and c.deleted_at is null
    order by h.case_id, h.changed_on desc, h.seq desc
$$;
