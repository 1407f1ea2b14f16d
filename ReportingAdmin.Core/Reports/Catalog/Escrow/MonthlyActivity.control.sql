-- Control figures of escrow/monthly-activity, change by change, from the ledger and the requests alone.
with cases as not materialized (
    select c.id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
),
others as (
    select (select count(*) from escrow.ledger_entry e
            join cases c on c.id = e.case_id
            where e.deleted_at is null and e.posted_on >= date_trunc('month', @from::timestamp)::date
              and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date) as entries,
           (select count(*) from escrow.disbursement_request r join cases c on c.id = r.case_id
            where r.deleted_at is null and r.submitted_at >= date_trunc('month', @from::timestamp)::timestamptz and r.submitted_at < (date_trunc('month', @to::timestamp) + interval '1 month')::timestamptz) as requests_submitted,
           (select count(*) from escrow.disbursement_request r
            join cases c on c.id = r.case_id
            left join (select h.request_id, count(*) as changes, min(h.changed_at) filter (where h.status = 'paid') as paid_at
                       from escrow.disbursement_request_history h where h.deleted_at is null group by h.request_id) h on h.request_id = r.id
            where r.deleted_at is null
              and date_trunc('month', case when h.changes > 0 then h.paid_at else r.paid_at end)::date
                  between date_trunc('month', @from::timestamp)::date and @to) as requests_paid
),
-- include CaseChanges.control-part
select 'months' as section, v.figure, null::text as currency, v.amount::numeric as amount
from figures f
cross join others o
cross join lateral (values
    ('opened', f.opened), ('reopened', f.reopened), ('closed', f.closed), ('cancelled', f.cancelled),
    ('entries', o.entries), ('requests_submitted', o.requests_submitted), ('requests_paid', o.requests_paid)) v (figure, amount)
union all
select 'months', 'rows', null, ((extract(year from @to::date) - extract(year from @from::date)) * 12
                   + extract(month from @to::date) - extract(month from @from::date) + 1)
