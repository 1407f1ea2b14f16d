-- one row per rule and, if asked for, month
with checks as (
    select c.rule_id, c.checked_on, c.result, c.waived_on
    from lending.compliance_check c
    left join lending.loan l on l.id = c.loan_id
    join lending.compliance_rule r on r.id = c.rule_id
    where c.deleted_at is null
      and c.checked_on <= @to
      and c.checked_on >= case when @by_month then (date_trunc('month', @from::date::timestamp) - interval '1 month')::date else @from::date - (@to::date - @from::date + 1) end
      and (@rule::text[] is null or r.code = any(@rule::text[]))
      and (@category::text[] is null or r.category = any(@category::text[]))
      and (@portfolio::text[] is null or c.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
),
spans as (
    select s.starts_at::date as month,
           greatest(s.starts_at::date, @from) as first_day,
           least((s.starts_at + interval '1 month' - interval '1 day')::date, @to) as last_day,
           (s.starts_at - interval '1 month')::date as before_first,
           (s.starts_at - interval '1 day')::date as before_last
    from lending.month_starts(@from, @to) s (starts_at)
    where @by_month
    union all
    select null, @from, @to, @from::date - (@to::date - @from::date + 1), @from::date - 1
    where not @by_month
),
rules as (
    select distinct c.rule_id from checks c
),
figures as (
    select s.month, s.first_day, s.last_day, u.rule_id,
           count(c.rule_id) filter (where c.checked_on between s.first_day and s.last_day) as checks,
           count(c.rule_id) filter (where c.result = 'pass' and c.checked_on between s.first_day and s.last_day) as passed,
           count(c.rule_id) filter (where c.result = 'fail' and c.checked_on between s.first_day and s.last_day) as failed,
           -- A waiver counts once it is given: a month is the same whatever period it is shown in.
           count(c.rule_id) filter (where c.result = 'fail' and c.waived_on <= s.last_day and c.checked_on between s.first_day and s.last_day) as waived,
           count(c.rule_id) filter (where c.result = 'pass' and c.checked_on between s.before_first and s.before_last) as passed_before,
           count(c.rule_id) filter (where c.checked_on between s.before_first and s.before_last) as checks_before
    from spans s
    cross join rules u
    left join checks c on c.rule_id = u.rule_id and c.checked_on between s.before_first and s.last_day
    group by s.month, s.first_day, s.last_day, u.rule_id
)
select f.month,
       r.code as rule,
       r.name as rule_name,
       r.category,
       r.severity,
       f.checks,
       f.passed,
       f.failed,
       f.waived,
       f.failed - f.waived as open_failures,
       (f.passed::numeric / nullif(f.passed + f.failed, 0))::numeric(28,12) as pass_rate,
       (f.passed_before::numeric / nullif(f.checks_before, 0))::numeric(28,12) as pass_rate_before,
       (f.passed::numeric / nullif(f.passed + f.failed, 0) - f.passed_before::numeric / nullif(f.checks_before, 0))::numeric(28,12) as change
from figures f
join lending.compliance_rule r on r.id = f.rule_id
order by f.month, r.code
