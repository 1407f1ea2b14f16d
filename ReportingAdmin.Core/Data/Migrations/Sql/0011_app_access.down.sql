-- Purpose: undoes 0011_app_access.

drop table app.data_protection_key, app.audit_event, app.user_scope, app.role_grant, app.role_permission,
    app.role, app.person;
