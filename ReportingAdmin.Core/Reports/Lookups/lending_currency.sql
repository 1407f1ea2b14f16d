-- currencies of loans the caller may see, and of portfolios
select c.code as value, c.code as label
from (select distinct p.currency::text as code
      from lending.portfolio p
      where p.currency is not null
        and exists (select from lending.loan_month_load s where s.portfolio_code = p.code)
      union
      select distinct l.currency::text from lending.loan l) c
order by c.code
