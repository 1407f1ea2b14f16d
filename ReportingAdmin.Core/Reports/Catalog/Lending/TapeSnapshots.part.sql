-- Shared: which rows (m) of the snapshot are on the tape, but for what is asked of the loan (vintage, state) and of its bucket
    where m.month_end = @month_end
      and m.deleted_at is null
      and (@include_exits or m.status = 'active')
      and ((@failed_rule::text[] is null and @failed_from::date is null)
           or m.loan_id in (
               select k.loan_id
               from lending.compliance_check k
               join lending.compliance_rule u on u.id = k.rule_id
               where k.deleted_at is null
                 and k.result = 'fail'
                 and k.checked_on between coalesce(@failed_from::date, date_trunc('month', @month_end::date::timestamp)::date) and @as_of
                 and (@failed_rule::text[] is null or u.code = any(@failed_rule::text[]))))
      -- As in prepayment: sold loans are on neither side, nor those transferred where portfolios are asked for.
      and (@speed_part::text is null
           or (m.status <> 'sold'
               and (m.sold_principal is null or m.sold_principal = 0)
               and (m.beginning_upb > 0
                    or (m.beginning_upb is null
                        and exists (select from lending.loan o
                                    where o.id = m.loan_id
                                      and greatest(o.originated_on, o.boarded_on) < date_trunc('month', m.month_end::timestamp)::date)))
               and not (@portfolio::text[] is not null
                        and exists (select from lending.loan_month q
                                    where q.loan_id = m.loan_id
                                      and q.month_end = (date_trunc('month', @month_end::date::timestamp) - interval '1 day')::date
                                      and q.deleted_at is null
                                      and q.portfolio_code <> m.portfolio_code))
               and (m.beginning_upb is not null and m.scheduled_principal is not null and m.unscheduled_principal is not null
                    and (m.charged_off_principal is not null or m.status <> 'charged_off')) = (@speed_part::text <> 'not_known')
               and case @speed_part::text when 'prepaid' then m.unscheduled_principal <> 0
                                          when 'paid_off' then m.status = 'paid_off'
                                          when 'charged_off' then m.charged_off_principal <> 0
                                          else true end))
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
