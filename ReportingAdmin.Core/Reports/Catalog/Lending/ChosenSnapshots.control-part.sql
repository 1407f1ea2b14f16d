-- Shared: which rows of snapshots (m) a report is cut to, for its proofs, in words of its own
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.program g where g.id = m.program_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null
           or exists (select from lending.loan l
                      where l.id = m.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
