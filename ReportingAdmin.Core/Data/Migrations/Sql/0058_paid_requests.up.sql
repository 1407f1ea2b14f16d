-- Purpose: the requests first paid in a period, from the index alone, without reading every change of every request.

create index disbursement_request_history_paid_idx on escrow.disbursement_request_history (changed_at, request_id)
    include (agency_code) where status = 'paid' and deleted_at is null;
