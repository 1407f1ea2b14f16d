-- Control figures of the trends of terms per currency, month-end by month-end.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
month_ends as (
    select (g + interval '1 month - 1 day')::date as day
    from escrow.month_starts(@from, @to) g
),
amounts as (
    select c.currency, m.day,
           (select case @term::text when 'monthly_allowance' then t.monthly_allowance else t.base_compensation end
            from escrow.case_terms t
            where t.case_id = c.id and t.deleted_at is null and t.effective_from <= m.day
              and case @term::text when 'monthly_allowance' then t.monthly_allowance else t.base_compensation end is not null
            order by t.effective_from desc limit 1) as amount
    from month_ends m
    cross join lateral escrow.case_status_on(m.day) s
    join cases c on c.id = s.case_id
    where s.status = 'open'
),
by_month as (
    select a.currency, a.day, count(a.amount) as cases, sum(a.amount) as amount
    from amounts a
    group by a.currency, a.day
)
select 'months' as section, v.figure, k.currency::text as currency, v.amount::numeric as amount
from (select distinct currency from cases) k
cross join lateral (
    select coalesce(max(b.cases), 0) as cases, coalesce(max(b.amount), 0) as amount from by_month b where b.currency = k.currency) f
cross join lateral (values ('cases', f.cases), ('amount', f.amount)) v (figure, amount)
union all
select 'months', 'rows', null, (select count(*) from month_ends) * count(distinct currency)
from cases
