-- accrued interest that the events of all months through each month-end leave, and that of its snapshot, per currency and loaded month-end
-- include LoadedMonths.head
events as (
    select e.month, e.currency::text as currency,
           sum(e.movement) as movement
    from lending.interest_event e
    left join lending.loan l on l.id = e.loan_id
    where e.deleted_at is null
      and e.month <= @to
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or e.currency::text = any(@currency::text[]))
    group by e.month, e.currency
),
snapshots as (
    select m.month_end, m.currency::text as currency, sum(m.accrued_interest) as amount
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end between @from and @to
      and m.deleted_at is null
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
    group by m.month_end, m.currency
)
select e.currency, to_char(k.month_end, 'YYYY-MM') as place, 'Roll-forward' as source, sum(e.movement) as amount
from loaded k
join events e on e.month <= k.month_end
group by e.currency, k.month_end
union all
select s.currency, to_char(k.month_end, 'YYYY-MM'), 'Loan snapshots', coalesce(s.amount, 0)
from loaded k
join snapshots s on s.month_end = k.month_end
order by 1, 2, 3
