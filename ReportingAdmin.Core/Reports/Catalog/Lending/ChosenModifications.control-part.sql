-- Shared: which modifications (d) a report is cut to, for its proofs, in words of its own
    where d.deleted_at is null
      and d.effective_on >= @from and d.effective_on <= @to
      and (@kind::text[] is null or d.kind = any(@kind::text[]))
      and (@portfolio::text[] is null or d.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or d.currency::text = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                      where l.id = d.loan_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null
           or exists (select from lending.loan l
                      where l.id = d.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
