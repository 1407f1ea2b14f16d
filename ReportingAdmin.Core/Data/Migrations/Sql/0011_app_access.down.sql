-- Purpose: undoes 0011_app_access.

drop table app.data_protection_key, app.audit_event, app.user_scope, app.role_grant, app.role_permission,
    app.role, app.person;
drop function app.refuse_audit_change(), app.raise_rights_version_of_person(), app.raise_rights_version_of_role(),
    app.raise_rights_version();
