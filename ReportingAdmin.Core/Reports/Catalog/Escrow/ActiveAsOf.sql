-- one row per case that is open on the day
with cases as (
    select c.id, c.case_number, c.case_type, c.agency_id, c.sales_staff_id, c.state, c.opened_on, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCasesByGroup.part
      and (@staff::text[] is null or c.sales_staff_id in (select s.id from escrow.staff s where s.code = any (@staff)))
      and (@currency::text[] is null or c.currency = any (@currency))
      and (@agency_state::text[] is null or c.agency_id in (select a.id from escrow.agency a where coalesce(a.state, 'none') = any (@agency_state)))
),
month_start as (
    select date_trunc('month', @as_of::timestamp)::date as day
)
select
    c.case_number,
    replace(c.case_type, '_', ' ') as case_type,
    a.name as agency,
    a.code as agency_code,
    coalesce(s.name, '(no sales staff)') as sales_staff,
    c.state,
    c.opened_on,
    o.changed_on as open_since,
    (@as_of::date - c.opened_on)::bigint as days_open,
    c.currency,
    coalesce(b.balance, 0)::numeric(28,2) as balance,
    t.amount as term_amount
from cases c
join escrow.case_status_on(@as_of) o on o.case_id = c.id
join escrow.agency a on a.id = c.agency_id
left join escrow.staff s on s.id = c.sales_staff_id
-- Whole months from the rollup, the day's own month from the ledger; not read at all where the balance is not shown.
left join (
    select l.case_id, sum(l.amount) as balance
    from (select m.case_id, m.signed_amount as amount
          from escrow.case_month m
          where m.month < (select day from month_start)
          union all
          select e.case_id, e.signed_amount
          from escrow.ledger_entry e
          where e.posted_on between (select day from month_start) and @as_of and e.deleted_at is null) l
    group by l.case_id) b on b.case_id = c.id
-- Of the terms up to the day the latest that name the amount; none are read where none are asked for.
left join (
    select distinct on (n.case_id) n.case_id, n.amount
    from (select r.case_id, r.effective_from, case @terms::text when 'monthly_allowance' then r.monthly_allowance else r.base_compensation end as amount
          from escrow.case_terms r
          where r.deleted_at is null and r.effective_from <= @as_of) n
    where n.amount is not null
    order by n.case_id, n.effective_from desc) t on t.case_id = c.id and @terms::text is not null
where o.status = 'open'
  and (@terms::text is null or t.amount is not null)
order by c.opened_on, c.case_number
