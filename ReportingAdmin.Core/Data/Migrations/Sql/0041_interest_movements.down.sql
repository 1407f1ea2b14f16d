-- Purpose: takes back 0041_interest_movements.

create index interest_event_month_idx on lending.interest_event (month);
drop index lending.interest_event_movement_idx;
alter table lending.interest_event drop column movement;
