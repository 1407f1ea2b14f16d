-- Shared: since when the loans of the step chosen were 30, 60 and 90 days late at month-ends, and all charge-offs that stand at the month-end
-- The late snapshots, of all loans: one pass over their index, where the offset keeps the planner from a look for each loan.
late_months as (
    select m.loan_id, m.month_end, m.portfolio_id, m.oldest_unpaid_due_on, m.days_past_due
    from lending.loan_month m
    where m.month_end <= @month_end
      and m.deleted_at is null
      and m.status = 'active'
      and (m.oldest_unpaid_due_on is not null or m.days_past_due > 0)
    offset 0
),
late as (
    select x.loan_id,
           min(x.month_end) as from_30,
           min(x.month_end) filter (where x.bucket <> '30-59') as from_60,
           min(x.month_end) filter (where x.bucket not in ('30-59', '60-89')) as from_90
    from (select m.loan_id, m.month_end,
                 lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, 'active') as bucket
          from late_months m
          join lending.portfolio p on p.id = m.portfolio_id
          where m.loan_id in (select o.id from chosen o)
          offset 0) x
    where x.bucket not in ('current', '1-29', 'unknown')
    group by x.loan_id
),
charge_offs as (
    -- A charge-off that was reversed by then never was one.
    select c.id, c.loan_id, c.charged_off_on, c.principal + coalesce(v.principal, 0) as principal
    from lending.charge_off c
    left join (select r.reverses_id, sum(r.principal) as principal
               from lending.charge_off r
               where r.reverses_id is not null and r.deleted_at is null and r.charged_off_on <= @month_end
               group by r.reverses_id) v on v.reverses_id = c.id
    where c.reverses_id is null
      and c.deleted_at is null
      and c.charged_off_on <= @month_end
      and c.principal + coalesce(v.principal, 0) > 0
),
