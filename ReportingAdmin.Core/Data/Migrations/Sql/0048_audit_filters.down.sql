-- Purpose: takes back 0048_audit_filters.

drop index app.audit_event_not_done_idx;
drop index app.audit_event_actor_idx;
