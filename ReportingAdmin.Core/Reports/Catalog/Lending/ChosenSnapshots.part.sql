-- Shared: which rows of snapshots (m, with the loan l) a report is cut to: portfolio, program and currency as they were at the month-end
      and (@portfolio::text[] is null or m.portfolio_code = any(@portfolio::text[]))
      and (@program::text[] is null
           or m.program_id = any(array(select g.id from lending.program g where g.code = any(@program::text[]))))
      and (@vintage::bigint[] is null or extract(year from l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@currency::text[] is null or m.currency::text = any(@currency::text[]))
