-- control figures: checks of the period by result
select 'rules' as section, v.figure, null::text as currency,
       sum(case v.figure
               when 'checks' then 1
               when 'passed' then (c.result = 'pass')::integer
               when 'failed' then (c.result = 'fail')::integer
               else (c.result = 'fail' and coalesce(c.waived_on <= @to, false)
                         and (not @by_month or to_char(c.waived_on, 'YYYY-MM') <= to_char(c.checked_on, 'YYYY-MM')))::integer end)::numeric as amount
from lending.compliance_check c
cross join (values ('checks'), ('passed'), ('failed'), ('waived')) v (figure)
where c.deleted_at is null
  and c.checked_on >= @from and c.checked_on <= @to
  and (@portfolio::text[] is null or c.portfolio_code = any(@portfolio::text[]))
  and (@rule::text[] is null or exists (select from lending.compliance_rule r where r.id = c.rule_id and r.code = any(@rule::text[])))
  and (@category::text[] is null or exists (select from lending.compliance_rule r where r.id = c.rule_id and r.category = any(@category::text[])))
  and (@program::text[] is null
       or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                  where l.id = c.loan_id and g.code = any(@program::text[])))
  and (@vintage::bigint[] is null
       or exists (select from lending.loan l
                  where l.id = c.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
  and (@currency::text[] is null
       or exists (select from lending.loan l where l.id = c.loan_id and l.currency::text = any(@currency::text[])))
group by v.figure
having count(*) > 0
order by v.figure
