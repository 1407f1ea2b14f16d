-- Shared: which loans (l) a report is cut to, as they are today
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or l.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
