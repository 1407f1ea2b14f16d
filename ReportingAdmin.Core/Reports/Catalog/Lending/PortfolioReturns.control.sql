-- control figures: flows of the loans and of portfolios, and the residual, per currency, from each table by itself
with flows as (
    select f.loan_id, f.portfolio_code, f.currency::text as currency,
           case when f.kind in ('servicing_cost', 'advance') then 'costs' when f.kind = 'sale' then 'received' else 'invested' end as figure,
           case when f.kind = 'sale' then f.amount else -f.amount end as amount
    from lending.loan_cash_flow f
    where f.deleted_at is null and f.occurred_on <= @month_end
    union all
    select p.loan_id, p.portfolio_code, p.currency::text, 'received', p.amount - p.escrow - p.unapplied
    from lending.payment p
    where p.deleted_at is null and p.posted_on <= @month_end
    union all
    select c.loan_id, r.portfolio_code, r.currency::text, v.figure, case v.figure when 'costs' then r.cost else r.amount end
    from lending.recovery r
    join lending.charge_off c on c.id = r.charge_off_id
    cross join (values ('received'), ('costs')) v (figure)
    where r.deleted_at is null and r.posted_on <= @month_end
    union all
    select m.loan_id, l.portfolio_code, m.currency::text, 'residual', m.upb + case m.accrual when 'accruing' then coalesce(m.accrued_interest, 0) else 0 end
    from lending.loan_month m
    join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end and m.status = 'active' and m.deleted_at is null
)
select 'groups' as section, f.figure, f.currency, sum(f.amount)::numeric as amount
from flows f
left join lending.loan l on l.id = f.loan_id
where (@portfolio::text[] is null or f.portfolio_code = any(@portfolio::text[]))
  and (@currency::text[] is null or f.currency = any(@currency::text[]))
  and (@vintage::bigint[] is null or date_part('year', l.originated_on)::bigint = any(@vintage::bigint[]))
  and (@program::text[] is null
       or exists (select from lending.program g where g.id = l.program_id and g.code = any(@program::text[])))
group by f.figure, f.currency
order by f.figure, f.currency
