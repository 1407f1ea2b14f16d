-- Purpose: lets the audit trail find the lines of a person, and what was refused or failed, without reading every line.

create index audit_event_actor_idx on app.audit_event (actor, occurred_at, id);
create index audit_event_not_done_idx on app.audit_event (occurred_at, id) where outcome <> 'done';
