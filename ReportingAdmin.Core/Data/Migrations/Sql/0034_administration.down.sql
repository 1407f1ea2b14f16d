-- Purpose: undoes 0034_administration.

drop table app.access_request, app.person_preview, app.audit_seal;
drop function app.check_audit_trail(integer), app.seal_audit_trail(integer),
    app.audit_chain_hash(text, bigint, bigint, bigint, text), app.audit_content_hash(bigint, bigint);
drop index app.audit_event_run_id_idx;
drop index app.audit_event_occurred_at_idx;
create index audit_event_occurred_at_idx on app.audit_event (occurred_at);
