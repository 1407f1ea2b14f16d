-- control figures: loans and their original principal, followed and left out, per currency
with
-- include FollowedLoans.control-part
loans as (
    select l.currency::text as currency, l.amount, l.followed
    from histories l
    where (l.deleted_at is null
           or 0 < (select count(*) from lending.loan_month m where m.loan_id = l.id and m.deleted_at is null)
                  + (select count(*) from lending.charge_off c where c.loan_id = l.id and c.deleted_at is null))
      and l.originated_on <= @month_end
-- include ChosenLoans.control-part
),
-- Whether a loan is followed is reckoned once for each.
sums as (
    select o.currency, o.followed, count(*) as loans, sum(o.amount) as amount
    from loans o
    group by o.currency, o.followed
)
select 'cohorts' as section, v.figure, s.currency,
       sum(case v.figure
               when 'loans' then case when s.followed then s.loans else 0 end
               when 'left_out' then case when s.followed then 0 else s.loans end
               when 'original_balance' then case when s.followed then s.amount else 0 end
               else case when s.followed then 0 else s.amount end end)::numeric as amount
from sums s
cross join (values ('loans'), ('left_out'), ('original_balance'), ('left_out_balance')) v (figure)
group by v.figure, s.currency
order by v.figure, s.currency
