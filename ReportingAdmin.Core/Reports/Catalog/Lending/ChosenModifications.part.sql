-- Shared: the modifications of the period that a report is cut to, each with its loan and the band of its change of payment
modifications as (
    select d.*, l.loan_number, l.program_id,
           case when d.payment_before is null or d.payment_after is null or d.payment_before <= 0 then 'not_known'
                when d.payment_after > d.payment_before then 'up'
                when d.payment_after = d.payment_before then 'unchanged'
                when d.payment_after > 0.9 * d.payment_before then 'under_ten_down'
                when d.payment_after > 0.8 * d.payment_before then 'ten_down'
                else 'twenty_down' end as band
    from lending.modification d
    left join lending.loan l on l.id = d.loan_id
    where d.deleted_at is null
      and d.effective_on between @from and @to
      and (@kind::text[] is null or d.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or d.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or d.currency::text = any(@currency::text[]))
),
