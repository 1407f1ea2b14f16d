-- Purpose: who may what: persons, roles, grants, row scope; the audit trail; keys of cookies and tokens.

create table app.person (
    id bigint generated always as identity primary key,
    provider text not null,
    tenant text not null default '',
    subject text not null,
    name text not null,
    email text,
    disabled_at timestamptz,
    -- Raised whenever a role, permission or scope of the person changes; open sessions compare it.
    rights_version bigint not null default 1,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz,
    constraint person_key unique (provider, tenant, subject)
);

create table app.role (
    id bigint generated always as identity primary key,
    name text not null constraint role_name_key unique,
    -- Held by everyone who is signed in, without a grant.
    everyone boolean not null default false
);

create table app.role_permission (
    id bigint generated always as identity primary key,
    role_id bigint not null constraint role_permission_role_fk references app.role (id) on delete cascade,
    permission text not null constraint role_permission_permission_check check (permission ~ '^[a-z]+(\.[a-z]+)+$'),
    constraint role_permission_key unique (role_id, permission)
);

create table app.role_grant (
    id bigint generated always as identity primary key,
    person_id bigint not null constraint role_grant_person_fk references app.person (id) on delete cascade,
    role_id bigint not null constraint role_grant_role_fk references app.role (id) on delete cascade,
    granted_by bigint constraint role_grant_granted_by_fk references app.person (id),
    granted_at timestamptz not null default now(),
    constraint role_grant_key unique (person_id, role_id)
);
create index role_grant_role_id_idx on app.role_grant (role_id);
create index role_grant_granted_by_idx on app.role_grant (granted_by);

create table app.user_scope (
    id bigint generated always as identity primary key,
    person_id bigint not null constraint user_scope_person_fk references app.person (id) on delete cascade,
    unrestricted boolean not null default false,
    agency_code text constraint user_scope_agency_fk references escrow.agency (code) on update cascade on delete cascade,
    portfolio_code text constraint user_scope_portfolio_fk references lending.portfolio (code) on update cascade on delete cascade,
    granted_by bigint constraint user_scope_granted_by_fk references app.person (id),
    granted_at timestamptz not null default now(),
    -- One row is one statement: everything, one agency, or one portfolio.
    constraint user_scope_one_check check (num_nonnulls(nullif(unrestricted, false), agency_code, portfolio_code) = 1),
    constraint user_scope_agency_key unique (person_id, agency_code),
    constraint user_scope_portfolio_key unique (person_id, portfolio_code)
);
create unique index user_scope_unrestricted_key on app.user_scope (person_id) where unrestricted;
create index user_scope_agency_code_idx on app.user_scope (agency_code);
create index user_scope_portfolio_code_idx on app.user_scope (portfolio_code);
create index user_scope_granted_by_idx on app.user_scope (granted_by);

create table app.audit_event (
    id bigint generated always as identity primary key,
    occurred_at timestamptz not null default clock_timestamp(),
    -- Null for the operator at the command line and for the system itself; actor says which.
    person_id bigint constraint audit_event_person_fk references app.person (id),
    actor text not null,
    action text not null,
    outcome text not null default 'done' constraint audit_event_outcome_check check (outcome in ('done', 'refused', 'failed')),
    target_kind text,
    target_key text,
    run_id uuid,
    reference text,
    address text,
    details jsonb not null default '{}'
);
create index audit_event_occurred_at_idx on app.audit_event (occurred_at);
create index audit_event_person_id_idx on app.audit_event (person_id, occurred_at);
create index audit_event_action_idx on app.audit_event (action, occurred_at);
create index audit_event_target_idx on app.audit_event (target_kind, target_key, occurred_at);

create table app.data_protection_key (
    id integer generated always as identity primary key,
    friendly_name text constraint data_protection_key_friendly_name_key unique,
    xml text not null,
    created_at timestamptz not null default now()
);

insert into app.role (name, everyone) values
    ('Viewer', true), ('Operations', false), ('Finance', false), ('Collections', false),
    ('Compliance', false), ('Executive', false), ('Auditor', false), ('Admin', false);

-- The table "Who may" of the report catalogue.
insert into app.role_permission (role_id, permission)
select r.id, p.permission
from (values
    ('reports.escrow.read', array['Operations', 'Finance', 'Executive', 'Auditor']),
    ('reports.escrow.finance', array['Finance', 'Executive', 'Auditor']),
    ('reports.lending.read', array['Finance', 'Collections', 'Compliance', 'Executive', 'Auditor']),
    ('reports.lending.loan', array['Finance', 'Collections', 'Compliance', 'Auditor']),
    ('reports.lending.ledger', array['Finance', 'Auditor']),
    ('reports.analytics.read', array['Viewer']),
    ('runs.own', array['Viewer']),
    ('pii.read', array['Operations', 'Collections', 'Compliance']),
    ('imports.manage', array['Operations', 'Admin']),
    ('imports.closed', array['Finance']),
    ('schedules.manage', array['Finance', 'Operations', 'Executive']),
    ('goals.manage', array['Finance', 'Operations', 'Executive']),
    ('dashboards.manage', array['Finance', 'Operations', 'Executive']),
    ('tapes.manage', array['Finance', 'Operations']),
    ('presets.share', array['Finance', 'Operations']),
    ('sql.read', array['Auditor', 'Admin']),
    ('metrics.write', array['Operations', 'Admin']),
    ('runs.read.all', array['Auditor', 'Admin']),
    ('audit.read', array['Auditor', 'Admin']),
    ('access.manage', array['Admin']),
    ('system.manage', array['Admin'])
) as p (permission, roles)
join app.role r on r.name = any (p.roles)
order by p.permission, r.id;

-- Whatever changes the rights of a person raises their version, whoever writes it.
create function app.raise_rights_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        update app.person set rights_version = rights_version + 1 where id = old.person_id;
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.person_id <> old.person_id then
        update app.person set rights_version = rights_version + 1 where id = new.person_id;
    end if;
    return null;
end $$;

create function app.raise_rights_version_of_role() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    changed constant bigint := case when tg_op = 'DELETE' then old.role_id else new.role_id end;
begin
    update app.person p set rights_version = rights_version + 1
    where exists (select from app.role_grant g where g.person_id = p.id and g.role_id = changed)
       or exists (select from app.role r where r.id = changed and r.everyone);
    return null;
end $$;

create function app.raise_rights_version_of_person() returns trigger language plpgsql as $$
begin
    new.rights_version := old.rights_version + 1;
    return new;
end $$;

create trigger raise_rights_version after insert or update or delete on app.role_grant
    for each row execute function app.raise_rights_version();
create trigger raise_rights_version after insert or update or delete on app.user_scope
    for each row execute function app.raise_rights_version();
create trigger raise_rights_version after insert or update or delete on app.role_permission
    for each row execute function app.raise_rights_version_of_role();
create trigger raise_rights_version before update on app.person
    for each row when (new.disabled_at is distinct from old.disabled_at and new.rights_version = old.rights_version)
    execute function app.raise_rights_version_of_person();

-- The trail only grows, even for its owner.
create function app.refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail only grows: % is refused.', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger only_grows before update or delete or truncate on app.audit_event
    for each statement execute function app.refuse_audit_change();
