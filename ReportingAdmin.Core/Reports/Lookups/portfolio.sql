-- portfolios that have loans or snapshots the caller may see
select p.code as value, p.name as label
from lending.portfolio p
where exists (select from lending.loan l where l.portfolio_code = p.code)
   or exists (select from lending.loan_month_load s where s.portfolio_code = p.code)
order by p.code
