-- one row per modification
with modifications as (
    select d.*, l.loan_number, l.program_id,
           case when d.payment_before is null or d.payment_after is null or d.payment_before <= 0 then 'not_known'
                when d.payment_after > d.payment_before then 'up'
                when d.payment_after = d.payment_before then 'unchanged'
                when d.payment_after > 0.9 * d.payment_before then 'under_ten_down'
                when d.payment_after > 0.8 * d.payment_before then 'ten_down'
                else 'twenty_down' end as band,
           case when @months_after::bigint is not null
                then (date_trunc('month', d.effective_on::timestamp) + make_interval(months => @months_after::integer + 1) - interval '1 day')::date
                when d.effective_on <= @month_end then @month_end::date end as looked_at
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
states as (
    select d.*,
           case when d.looked_at is null then null
                when m.status = 'active' then
                    case when lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
                             in ('60-89', '90-119', '120-149', '150-179', '180+') then 'late' else 'held' end
                when x.status is not null then case x.status when 'charged_off' then 'charged_off' else 'paid_or_sold' end
                else 'not_seen' end as became
    from modifications d
    left join lending.loan_month m on m.loan_id = d.loan_id and m.month_end = d.looked_at and m.status = 'active' and m.deleted_at is null
    left join lending.portfolio p on p.id = m.portfolio_id
    -- How it left, if it did by then.
    left join lateral (
        select t.status from lending.loan_month t
        where t.loan_id = d.loan_id and t.month_end <= d.looked_at and t.status <> 'active' and t.deleted_at is null and m.loan_id is null
        order by t.month_end desc limit 1) x on true
    where @months_after::bigint is null or d.looked_at <= @month_end
)
select s.number,
       s.loan_number,
       s.effective_on,
       s.kind,
       s.currency::text as currency,
       s.upb_before,
       s.upb_after,
       s.capitalised_amount as capitalised,
       s.payment_before,
       s.payment_after,
       case s.band when 'twenty_down' then '20 % or more down' when 'ten_down' then '10 to under 20 % down' when 'under_ten_down' then 'under 10 % down'
            else replace(s.band, '_', ' ') end as band,
       s.note_rate_before as rate_before,
       s.note_rate_after as rate_after,
       s.remaining_term_before::bigint as term_before,
       s.remaining_term_after::bigint as term_after,
       s.days_past_due_before::bigint as days_past_due_before,
       s.days_past_due_after::bigint as days_past_due_after,
       s.looked_at,
       replace(s.became, '_', ' ') as became,
       s.portfolio_code as portfolio,
       g.code as program
from states s
left join lending.program g on g.id = s.program_id
where (@band::text[] is null or s.band = any(@band::text[]))
  and (@became::text[] is null or s.became = any(@became::text[]))
order by s.effective_on, s.number
