-- Purpose: an index of the snapshots that are late, one in eighteen: what asks for late loans reads no page of the others.

create index loan_month_late_idx on lending.loan_month (loan_id, month_end)
    include (portfolio_id, portfolio_code, oldest_unpaid_due_on, days_past_due)
    where deleted_at is null and status = 'active' and (oldest_unpaid_due_on is not null or days_past_due > 0);
