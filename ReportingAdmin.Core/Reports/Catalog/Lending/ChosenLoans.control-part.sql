-- Shared: which loans (l) a report is cut to, for its proofs, in words of its own
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
      and (@program::text[] is null
           or exists (select from lending.program g where g.id = l.program_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null or date_part('year', l.originated_on)::bigint = any(@vintage::bigint[]))
