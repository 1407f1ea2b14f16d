-- Purpose: undoes 0023_person_shell.

drop table app.shell_setting, app.favourite_report;
