-- Purpose: takes back 0058_paid_requests.

drop index escrow.disbursement_request_history_paid_idx;
