-- one row per modification
with
-- include ChosenModifications.part
-- include PaymentBands.part
looked as (
    select d.*, e.looked_at
    from modifications d
    cross join lateral (
        select case when @months_after::bigint is not null
                    then (date_trunc('month', d.effective_on::timestamp) + make_interval(months => @months_after::integer + 1) - interval '1 day')::date
                    when d.effective_on <= @month_end then @month_end::date end as looked_at) e
    where @months_after::bigint is null or e.looked_at <= @month_end
),
-- include ModificationFates.part
select s.number,
       s.loan_number,
       s.effective_on,
       replace(s.kind, '_', ' ') as kind,
       s.currency::text as currency,
       s.upb_before,
       s.upb_after,
       s.capitalised_amount as capitalised,
       s.payment_before,
       s.payment_after,
       b.words as band,
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
left join bands b on b.band = s.band
left join lending.program g on g.id = s.program_id
where (@band::text[] is null or s.band = any(@band::text[]))
  and (@became::text[] is null or s.became = any(@became::text[]))
order by s.effective_on, s.number
