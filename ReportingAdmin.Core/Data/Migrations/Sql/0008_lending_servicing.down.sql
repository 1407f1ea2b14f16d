-- Purpose: undoes 0008_lending_servicing.

drop table lending.fee_event, lending.fee, lending.compliance_check, lending.compliance_rule, lending.promise,
    lending.contact_attempt, lending.queue_assignment, lending.collection_queue, lending.collector;
drop function lending.check_queue_assignments(), lending.fill_fee_money();
