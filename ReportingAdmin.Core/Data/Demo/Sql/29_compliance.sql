-- Purpose: compliance checks of the loans demo.from_n to demo.to_n.

insert into lending.compliance_check (number, rule_id, loan_id, portfolio_code, checked_on, result, waived_on, detail)
select 'CK' || lpad(t.n::text, 8, '0') || '-' || lpad(t.m::text, 2, '0') || '-' || t.rule_n, r.id, i.id, i.portfolio_code, t.checked_on,
       case when t.fails then 'fail' else 'pass' end,
       case when t.fails and pg_temp.u(t.key, 431) < 0.3 and pg_temp.business_day(t.checked_on + 14) < c.reference_month
           then pg_temp.business_day(t.checked_on + 14) end,
       case when t.fails then 'Not met at review' end
from (
    select s.*, pg_temp.u(s.key, 432) < 0.012 + 0.006 * (s.rule_n % 5) as fails
    from (
        -- Rules of the making: once, when the loan comes in.
        select d.n, d.board_m as m, r.n as rule_n, (d.n * 64::bigint + d.board_m) * 16 + r.n as key,
               case when d.board_m = 0 then c.first_on + pg_temp.pick(d.n, 433, 28) else d.boarded_on end as checked_on
        from demo_loan d
        cross join demo_calendar c
        join demo_rule r on r.category = 'origination'
        where d.board_m > 0 or d.n % 4 = 1
        union all
        -- Rules of the servicing: a sample each month; of the collections: loans that are late.
        select p.n, p.m, r.n, (p.n * 64::bigint + p.m) * 16 + r.n, m.first_on + 27
        from demo_path p
        join demo_month m on m.m = p.m
        join demo_rule r on r.category <> 'origination'
        where p.m >= 1 and p.status = 'active'
          and pg_temp.u((p.n * 64::bigint + p.m) * 16 + r.n, 434) < case when r.category = 'servicing' then 0.02 when p.days_late > 0 then 0.3 else 0 end
    ) s
) t
join demo_rule r on r.n = t.rule_n
join demo_loan_id i on i.n = t.n
cross join demo_calendar c
order by t.checked_on, i.id, r.n;
