-- Shared: the requests submitted in the period (requests), one by one, for the control figures
with cases as (
    select c.id, c.currency, c.agency_id
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
requests as (
    select c.agency_id, r.staff_id, c.currency::text as currency,
           not exists (select from escrow.disbursement_request_history h where h.request_id = r.id and h.deleted_at is null) as without_history,
           coalesce((select h.amount from escrow.disbursement_request_history h
                     where h.request_id = r.id and h.deleted_at is null and h.amount is not null and h.changed_at::date <= @to
                     order by h.changed_at desc, h.seq desc limit 1), r.amount) as amount
    from escrow.disbursement_request r
    join cases c on c.id = r.case_id
    where r.deleted_at is null and r.submitted_at::date between @from and @to
      and (@staff::text[] is null or exists (select from escrow.staff s where s.id = r.staff_id and s.code = any (@staff)))
)
