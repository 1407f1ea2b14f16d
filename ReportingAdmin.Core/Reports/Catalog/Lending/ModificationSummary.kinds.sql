-- one row per month where asked for, kind and currency
with modifications as (
    select case when @by_month then date_trunc('month', d.effective_on::timestamp)::date end as month,
           d.kind, d.currency::text as currency, d.portfolio_code,
           d.upb_before, d.upb_after, d.note_rate_before, d.note_rate_after, d.remaining_term_before, d.remaining_term_after,
           d.payment_before, d.payment_after, d.days_past_due_before, d.days_past_due_after, d.capitalised_amount
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
)
select d.month,
       d.kind,
       d.currency,
       count(*) as modifications,
       coalesce(sum(d.upb_before), 0)::numeric(18,2) as upb_before,
       coalesce(sum(d.upb_after), 0)::numeric(18,2) as upb_after,
       coalesce(sum(d.capitalised_amount), 0)::numeric(18,2) as capitalised,
       (sum(d.upb_before * d.note_rate_before) / nullif(sum(d.upb_before) filter (where d.note_rate_before is not null), 0))::numeric(28,12) as rate_before,
       (sum(d.upb_after * d.note_rate_after) / nullif(sum(d.upb_after) filter (where d.note_rate_after is not null), 0))::numeric(28,12) as rate_after,
       avg(d.remaining_term_before)::numeric(28,12) as term_before,
       avg(d.remaining_term_after)::numeric(28,12) as term_after,
       coalesce(sum(d.payment_before), 0)::numeric(18,2) as payment_before,
       coalesce(sum(d.payment_after), 0)::numeric(18,2) as payment_after,
       (sum(d.payment_after) / nullif(sum(d.payment_before), 0) - 1)::numeric(28,12) as payment_change,
       avg(d.days_past_due_before)::numeric(28,12) as days_past_due_before,
       avg(d.days_past_due_after)::numeric(28,12) as days_past_due_after
from modifications d
group by d.month, d.kind, d.currency
order by d.month, d.kind, d.currency
