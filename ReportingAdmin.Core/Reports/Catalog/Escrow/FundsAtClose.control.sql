-- Control figures of escrow/funds-at-close per currency: the residual from the rollup, and that less what came after the closing.
with cases as (
    select c.id, c.currency
    from escrow.escrow_case c
    where c.deleted_at is null
-- include ChosenCases.control-part
      and (@currency::text[] is null or c.currency = any (@currency))
),
-- include StandingStatus.control-part
closed as (
    select c.id, c.currency::text as currency, s.since_on
    from cases c
    join standing s on s.case_id = c.id
    where s.status = any (case when @include_cancelled then array['closed', 'cancelled'] else array['closed'] end)
),
figures as (
    select k.currency, count(*) as cases,
           sum(coalesce((select sum(m.signed_amount) from escrow.case_month m
                         where m.case_id = k.id and m.month < date_trunc('month', @as_of::timestamp)::date), 0)
               + coalesce((select sum(e.signed_amount) from escrow.ledger_entry e
                           where e.case_id = k.id and e.deleted_at is null
                             and e.posted_on between date_trunc('month', @as_of::timestamp)::date and @as_of), 0)) as residual,
           -- Few: what a case has before its closing is read from all over the disk.
           sum(coalesce((select sum(e.signed_amount) from escrow.ledger_entry e
                         where e.case_id = k.id and e.deleted_at is null and e.posted_on > k.since_on and e.posted_on <= @as_of), 0)) as later
    from closed k
    group by k.currency
)
select 'cases' as section, v.figure, f.currency, v.amount::numeric as amount
from figures f
cross join lateral (values ('residual', f.residual), ('end_of_day', f.residual - f.later), ('case_number', f.cases)) v (figure, amount)
union all
select 'cases', 'rows', null, coalesce(sum(f.cases), 0)
from figures f
