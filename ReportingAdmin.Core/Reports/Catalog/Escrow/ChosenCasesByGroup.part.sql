-- Shared: which cases (c) a report is cut to that does not read the history: what its last line says of cancelling stands in the groups
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@include_cancelled or not exists (select from escrow.case_group g where g.case_id = c.id and g.cancelled))
