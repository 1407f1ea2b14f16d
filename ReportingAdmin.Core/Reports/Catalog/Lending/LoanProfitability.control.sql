-- control figures: flows of the loans by component, per currency, from each table by itself
with flows as (
    select f.loan_id, case when f.kind in ('servicing_cost', 'advance') then 'costs' when f.kind = 'sale' then 'sales' else 'invested' end as figure,
           case when f.kind = 'sale' then f.amount else -f.amount end as amount
    from lending.loan_cash_flow f
    where f.loan_id is not null and f.deleted_at is null and f.occurred_on <= @month_end
    union all
    select p.loan_id, v.figure, case v.figure when 'principal' then p.principal when 'interest' then p.interest else p.fees end
    from lending.payment p
    cross join (values ('principal'), ('interest'), ('fees')) v (figure)
    where p.deleted_at is null and p.posted_on <= @month_end
    union all
    select c.loan_id, v.figure, case v.figure when 'costs' then r.cost else r.amount end
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    cross join (values ('recoveries'), ('costs')) v (figure)
    where r.deleted_at is null and r.posted_on <= @month_end
    union all
    select m.loan_id, 'residual', m.upb + case m.accrual when 'accruing' then coalesce(m.accrued_interest, 0) else 0 end
    from lending.loan_month m
    where m.month_end = @month_end and m.status = 'active' and m.deleted_at is null
)
select 'loans' as section, f.figure, l.currency::text as currency, sum(f.amount)::numeric as amount
from flows f
join lending.loan l on l.id = f.loan_id
where true
-- include ChosenLoans.control-part
group by f.figure, l.currency
order by f.figure, l.currency
