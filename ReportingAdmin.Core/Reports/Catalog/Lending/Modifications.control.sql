-- control figures: rows, and principal, payments and capitalised amounts of the modifications, per currency
with wanted as (
    select d.*,
           case when @months_after::bigint is null then @month_end::date
                else (date_trunc('month', d.effective_on::timestamp) + make_interval(months => @months_after::integer + 1) - interval '1 day')::date end as seen_on
    from lending.modification d
-- include ChosenModifications.control-part
),
old_enough as (
    select w.*
    from wanted w
    where w.seen_on <= @month_end
      and (@band::text[] is null
           or case when (w.payment_before > 0 and w.payment_after is not null) is not true then 'not_known'
                   when 10 * w.payment_after <= 8 * w.payment_before then 'twenty_down'
                   when 10 * w.payment_after <= 9 * w.payment_before then 'ten_down'
                   when w.payment_after < w.payment_before then 'under_ten_down'
                   when w.payment_after > w.payment_before then 'up' else 'unchanged' end = any(@band::text[]))
),
-- Where the loan stood when it was seen last by then.
stood as (
    select w.*,
           coalesce((select max(q.portfolio_code) from lending.loan_month q
                     where q.loan_id = w.loan_id and q.deleted_at is null
                       and q.month_end = (select max(y.month_end) from lending.loan_month y
                                          where y.loan_id = w.loan_id and y.deleted_at is null and y.month_end <= w.seen_on)),
                    w.portfolio_code) as stood_in
    from old_enough w
),
kept as (
    select w.*
    from stood w
    where @became::text[] is null
       or (w.effective_on <= w.seen_on
           and case
               when (select bool_or(f.complete and f.month_end = w.seen_on) or max(f.month_end) < w.seen_on
                     from lending.loan_month_load f where f.portfolio_code = w.stood_in and f.deleted_at is null) is not true
               then 'not_loaded'
               when exists (select from lending.loan_month a
                            where a.loan_id = w.loan_id and a.month_end = w.seen_on and a.status = 'active' and a.deleted_at is null)
               then case when exists (select from lending.loan_month a join lending.portfolio p on p.id = a.portfolio_id
                                      where a.loan_id = w.loan_id and a.month_end = w.seen_on and a.status = 'active' and a.deleted_at is null
                                        and lending.bucket(a.month_end, coalesce(@days_past_due::text, p.delinquency_method), a.oldest_unpaid_due_on, a.days_past_due, a.status)
                                            not in ('current', '1-29', '30-59', 'unknown')) then 'late' else 'held' end
               else coalesce((select case when e.status = 'charged_off' then 'charged_off' else 'paid_or_sold' end
                              from lending.loan_month e
                              where e.loan_id = w.loan_id and e.month_end <= w.seen_on and e.status in ('paid_off', 'charged_off', 'sold') and e.deleted_at is null
                              order by e.month_end desc limit 1), 'not_seen') end = any(@became::text[]))
)
select 'modifications' as section, 'rows' as figure, null::text as currency, count(*)::numeric as amount
from kept k
union all
select 'modifications', v.figure, k.currency::text, sum(v.amount)
from kept k
cross join lateral (values
    ('upb_before', coalesce(k.upb_before, 0)), ('upb_after', coalesce(k.upb_after, 0)), ('capitalised', coalesce(k.capitalised_amount, 0)),
    ('payment_before', coalesce(k.payment_before, 0)), ('payment_after', coalesce(k.payment_after, 0))) v (figure, amount)
group by v.figure, k.currency
order by 2, 3
