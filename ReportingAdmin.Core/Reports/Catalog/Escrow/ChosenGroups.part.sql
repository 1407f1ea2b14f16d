-- Shared: which cases of the groups (g) a report is cut to; what the last line of the history says of cancelling stands there
    where (@agency::text[] is null or g.agency_code = any (@agency))
      and (@case_type::text[] is null or g.case_type = any (@case_type))
      and (@state::text[] is null or g.state = any (@state))
      and (@include_cancelled or not g.cancelled)
