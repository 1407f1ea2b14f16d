-- one row per agency, sales staff member and currency
with cases as (
    select c.id, c.case_number, c.agency_id, coalesce(c.sales_staff_id, 0) as staff_id, c.currency, c.opened_on
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.part
      and (@staff::text[] is null or c.sales_staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
      and (@currency::text[] is null or c.currency = any (@currency))
),
cohort as (
    select c.id, c.agency_id, c.staff_id, c.currency,
           coalesce(sum(case when e.reversed_kind is null then e.amount else -e.amount end), 0) as net_deposits
    from cases c
    left join escrow.ledger_entry e
        on e.case_id = c.id and e.posted_on <= @to and e.deleted_at is null
       and coalesce(e.reversed_kind, e.kind) = 'deposit'
    where c.opened_on between @from and @to
    group by c.id, c.agency_id, c.staff_id, c.currency
),
cohort_sums as (
    select agency_id, staff_id, currency,
           count(*) as cases_opened,
           count(*) filter (where net_deposits > 0) as cases_funded,
           sum(net_deposits) filter (where net_deposits > 0) as cohort_deposits
    from cohort
    group by agency_id, staff_id, currency
),
posted_lines as (
    select e.case_id, coalesce(e.reversed_kind, e.kind) as kind,
           case when e.reversed_kind is null then e.amount else -e.amount end as net
    from escrow.ledger_entry e
    where e.posted_on between @from and @to and e.deleted_at is null
),
posted as (
    select c.agency_id, c.staff_id, c.currency,
           sum(l.net) filter (where l.kind = 'deposit') as net_deposits,
           sum(l.net) filter (where l.kind = 'deduction') as net_deductions
    from posted_lines l
    join cases c on c.id = l.case_id
    where l.kind in ('deposit', 'deduction')
    group by c.agency_id, c.staff_id, c.currency
),
last_cases as (
    select distinct on (agency_id, staff_id, currency) agency_id, staff_id, currency, opened_on, case_number
    from cases
    where opened_on <= @to
    order by agency_id, staff_id, currency, opened_on desc, case_number desc
),
sellers as (
    select agency_id, staff_id, currency from cohort_sums
    union
    select agency_id, staff_id, currency from posted
)
select
    a.name as agency,
    a.code as agency_code,
    coalesce(s.name, '(no sales staff)') as sales_staff,
    coalesce(s.code, '') as sales_staff_code,
    k.currency,
    coalesce(o.cases_opened, 0) as cases_opened,
    coalesce(o.cases_funded, 0) as cases_funded,
    round(o.cases_funded::numeric / o.cases_opened, 9) as funded_share,
    coalesce(o.cohort_deposits, 0)::numeric(28,2) as cohort_deposits,
    (o.cohort_deposits / o.cases_funded)::numeric(28,2) as average_case_value,
    coalesce(p.net_deposits, 0)::numeric(28,2) as net_deposits,
    coalesce(p.net_deductions, 0)::numeric(28,2) as net_deductions,
    l.opened_on as last_case_on,
    l.case_number as last_case
from sellers k
join escrow.agency a on a.id = k.agency_id
left join escrow.staff s on s.id = k.staff_id
left join cohort_sums o on o.agency_id = k.agency_id and o.staff_id = k.staff_id and o.currency = k.currency
left join posted p on p.agency_id = k.agency_id and p.staff_id = k.staff_id and p.currency = k.currency
left join last_cases l on l.agency_id = k.agency_id and l.staff_id = k.staff_id and l.currency = k.currency
order by a.name, a.code, s.name nulls last, s.code, k.currency
