-- Purpose: takes back 0038_request_changes.

drop index escrow.disbursement_request_history_changed_idx;
