-- Purpose: seals over the audit trail, previews as a person, requests for access.

-- A seal is made over lines that are committed: a writer of the trail never waits for another one, as it would if each line
-- carried the hash of the line before it.
create table app.audit_seal (
    id bigint generated always as identity primary key,
    first_event_id bigint not null,
    last_event_id bigint not null,
    events bigint not null constraint audit_seal_events_check check (events > 0),
    -- SHA-256 of the lines in their order.
    content_hash text not null constraint audit_seal_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
    -- SHA-256 of the chain hash before, the range, the number and the content hash.
    chain_hash text not null constraint audit_seal_chain_hash_check check (chain_hash ~ '^[0-9a-f]{64}$'),
    sealed_at timestamptz not null default clock_timestamp(),
    constraint audit_seal_range_check check (first_event_id <= last_event_id),
    constraint audit_seal_last_event_id_key unique (last_event_id)
);
grant select on app.audit_seal to reporting_app;

create trigger only_grows before update or delete or truncate on app.audit_seal
    for each statement execute function app.refuse_audit_change();

-- The page and the file go by time, newest first; an id settles the order of lines of the same moment.
drop index app.audit_event_occurred_at_idx;
create index audit_event_occurred_at_idx on app.audit_event (occurred_at, id);
create index audit_event_run_id_idx on app.audit_event (run_id) where run_id is not null;

create function app.audit_content_hash(first_id bigint, last_id bigint) returns text
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
    select encode(sha256(convert_to(coalesce(string_agg(
        jsonb_build_array(e.id, extract(epoch from e.occurred_at), e.person_id, e.actor, e.action, e.outcome, e.target_kind,
            e.target_key, e.run_id, e.reference, e.address, e.details)::text, E'\n' order by e.id), ''), 'UTF8')), 'hex')
    from app.audit_event e
    where e.id between first_id and last_id
$$;

create function app.audit_chain_hash(previous text, first_id bigint, last_id bigint, events bigint, content text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(convert_to(concat_ws('|', coalesce(previous, ''), first_id, last_id, events, content), 'UTF8')), 'hex')
$$;

-- Seals what was committed since the last seal, at most so many seals of a thousand lines; gives how many lines it sealed.
create function app.seal_audit_trail(most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    done bigint := 0;
    newest bigint;
    previous record;
    part record;
    content text;
begin
    -- Two at once would seal the same lines; nobody waits for the other.
    if not pg_try_advisory_xact_lock(hashtextextended('app.seal_audit_trail', 0)) then
        return 0;
    end if;
    -- Waits for the writers under way: a line with a smaller id that is committed later would be left out.
    set local lock_timeout = '500ms';
    begin
        lock table app.audit_event in share mode;
    exception when lock_not_available then
        return 0;
    end;
    select max(e.id) into newest from app.audit_event e;
    for turn in 1..most loop
        select s.last_event_id, s.chain_hash into previous from app.audit_seal s order by s.id desc limit 1;
        select min(e.id) as first_id, max(e.id) as last_id, count(*) as events into part
        from (
            select a.id from app.audit_event a
            where a.id > coalesce(previous.last_event_id, 0) and a.id <= newest
            order by a.id limit 1000
        ) as e;
        exit when part.events = 0;
        content := app.audit_content_hash(part.first_id, part.last_id);
        insert into app.audit_seal (first_event_id, last_event_id, events, content_hash, chain_hash)
        values (part.first_id, part.last_id, part.events, content,
            app.audit_chain_hash(previous.chain_hash, part.first_id, part.last_id, part.events, content));
        done := done + part.events;
    end loop;
    return done;
end $$;

-- Seals that do not hold, the first ones: lines changed, taken away or slipped in, or a seal that was itself made anew.
create function app.check_audit_trail(most integer) returns table (seal_id bigint, first_id bigint, last_id bigint, sealed timestamptz, problem text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with chained as (
        select s.*, lag(s.chain_hash) over w as previous_hash, coalesce(lag(s.last_event_id) over w, 0) as previous_id
        from app.audit_seal s
        window w as (order by s.id)
    ), looked as (
        select c.*,
            (select count(*) from app.audit_event e where e.id > c.previous_id and e.id <= c.last_event_id) as found,
            app.audit_content_hash(c.previous_id + 1, c.last_event_id) as content,
            app.audit_chain_hash(c.previous_hash, c.first_event_id, c.last_event_id, c.events, c.content_hash) as chain
        from chained c
    ), judged as (
        select l.*, case
            when l.found < l.events then 'lines_missing'
            when l.found > l.events then 'lines_added'
            when l.content <> l.content_hash then 'lines_changed'
            when l.chain <> l.chain_hash then 'seal_changed' end as problem
        from looked l
    )
    select j.id, j.first_event_id, j.last_event_id, j.sealed_at, j.problem
    from judged j
    where j.problem is not null
    order by j.id
    limit most
$$;

revoke execute on function app.audit_content_hash(bigint, bigint), app.audit_chain_hash(text, bigint, bigint, bigint, text),
    app.seal_audit_trail(integer), app.check_audit_trail(integer) from public;
grant execute on function app.seal_audit_trail(integer), app.check_audit_trail(integer) to reporting_app;

-- Who looks at the site as somebody else; while it is open, every right is read from this row.
create table app.person_preview (
    id bigint generated always as identity primary key,
    previewer_id bigint not null constraint person_preview_previewer_fk references app.person (id) on delete cascade,
    person_id bigint not null constraint person_preview_person_fk references app.person (id) on delete cascade,
    started_at timestamptz not null default clock_timestamp(),
    until_at timestamptz not null,
    ended_at timestamptz,
    constraint person_preview_other_check check (previewer_id <> person_id),
    constraint person_preview_until_check check (until_at > started_at)
);
create index person_preview_previewer_id_idx on app.person_preview (previewer_id);
create index person_preview_person_id_idx on app.person_preview (person_id);
grant select, insert, update on app.person_preview to reporting_app;

create table app.access_request (
    id bigint generated always as identity primary key,
    person_id bigint not null constraint access_request_person_fk references app.person (id) on delete cascade,
    permission text not null constraint access_request_permission_check check (permission ~ '^[a-z]+(\.[a-z]+)+$'),
    reason text not null constraint access_request_reason_check check (reason <> ''),
    asked_at timestamptz not null default clock_timestamp(),
    decided_at timestamptz,
    decided_by bigint constraint access_request_decided_by_fk references app.person (id),
    granted boolean,
    -- The role that was granted, or why not.
    answer text,
    constraint access_request_decided_check check ((decided_at is null) = (granted is null))
);
create unique index access_request_open_key on app.access_request (person_id, permission) where decided_at is null;
create index access_request_decided_by_idx on app.access_request (decided_by);
grant select, insert, update on app.access_request to reporting_app;
