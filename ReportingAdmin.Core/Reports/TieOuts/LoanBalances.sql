-- unpaid principal at the month-end per currency, added up in three ways: of active loans by portfolio, by bucket, and of all rows; portfolios in which these differ by themselves
with summary as (
    select b.currency, p.code as portfolio, b.upb
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
),
aging as (
    select m.currency::text as currency, m.portfolio_code as portfolio, sum(m.upb) as upb
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
    group by m.currency, m.portfolio_code
),
tape as (
    select m.currency::text as currency, m.portfolio_code as portfolio, sum(m.upb) as upb
    from lending.loan_month m
    left join lending.loan l on l.id = m.loan_id
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
    group by m.currency, m.portfolio_code
),
sides as (
    select s.currency, s.portfolio, s.upb as summary, 0 as aging, 0 as tape
    from summary s
    union all
    select a.currency, a.portfolio, 0, a.upb, 0
    from aging a
    union all
    select t.currency, t.portfolio, 0, 0, t.upb
    from tape t
),
portfolios as (
    select s.currency, s.portfolio, sum(s.summary) as summary, sum(s.aging) as aging, sum(s.tape) as tape
    from sides s
    group by s.currency, s.portfolio
),
places as (
    select p.currency,
           case when p.summary <> p.tape or p.aging <> p.tape then 'portfolio ' || coalesce(p.portfolio, 'not known') else '' end as place,
           sum(p.summary) as summary,
           sum(p.aging) as aging,
           sum(p.tape) as tape
    from portfolios p
    group by 1, 2
)
select p.currency, p.place, v.source,
       case v.source when 'By portfolio' then p.summary when 'By bucket' then p.aging else p.tape end as amount
from places p
cross join (values ('By portfolio'), ('By bucket'), ('All rows')) v (source)
order by 1, 2, 3
