-- Purpose: what a loan's accrued interest moved by in a month as one number, so that an opening is added up from an index.

alter table lending.interest_event add column movement numeric(20,2) not null generated always as (
    earned + acquired + transferred_in - collected - reversed - waived - capitalised - disposed - transferred_out + adjustment) stored;

-- In place of the one by month alone.
create index interest_event_movement_idx on lending.interest_event (month, portfolio_code, currency)
    include (movement, loan_id) where deleted_at is null;
drop index lending.interest_event_month_idx;
