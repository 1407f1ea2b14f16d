-- unpaid principal at the month-end per currency, each report's way
with summary as (
    select b.currency, sum(b.upb) as upb
    from (select m.portfolio_id, m.currency::text as currency, sum(m.upb) as upb
          from lending.loan_month m
          left join lending.loan l on l.id = m.loan_id
          where m.month_end = @month_end
            and m.status = 'active'
            and m.deleted_at is null
            and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
            and (@program::text[] is null
                 or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
            and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
            and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
          group by m.portfolio_id, m.currency) b
    join lending.portfolio p on p.id = b.portfolio_id
    group by b.currency
),
aging as (
    select m.currency::text as currency, sum(m.upb) as upb
    from lending.loan_month m
    join lending.portfolio p on p.id = m.portfolio_id
    join lending.bucket_ladder() d
        on d.bucket = lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
    group by m.currency
),
tape as (
    select m.currency::text as currency, sum(m.upb) as upb
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
    group by m.currency
)
select s.currency, '' as place, 'Portfolio summary' as source, s.upb as amount
from summary s
union all
select a.currency, '', 'Delinquency aging', a.upb
from aging a
union all
select t.currency, '', 'Loan tape', t.upb
from tape t
order by 1, 3
