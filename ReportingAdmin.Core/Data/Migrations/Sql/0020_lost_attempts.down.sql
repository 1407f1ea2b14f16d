-- Purpose: undoes 0020_lost_attempts.

drop index app.run_attempt_died_idx;
