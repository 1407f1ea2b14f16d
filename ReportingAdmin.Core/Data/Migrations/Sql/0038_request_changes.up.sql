-- Purpose: the changes of each request in order of time, read from the index alone: which requests were pending on a day.

create index disbursement_request_history_changed_idx on escrow.disbursement_request_history (request_id, changed_at, seq)
    include (status, agency_code) where deleted_at is null;
