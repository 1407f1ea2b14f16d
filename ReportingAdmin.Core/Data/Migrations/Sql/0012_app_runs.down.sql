-- Purpose: undoes 0012_app_runs.

drop table app.loan_tape_config, app.parameter_preset, app.import_mapping, app.data_version, app.data_sync_run,
    app.run_subscription, app.report_run, app.run;
drop function app.raise_data_version(text);
