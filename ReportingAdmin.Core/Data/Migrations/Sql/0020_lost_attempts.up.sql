-- Purpose: a node that was thought dead and lives finds the tries that were noted so.

create index run_attempt_died_idx on app.run_attempt (owner) where outcome = 'died';
