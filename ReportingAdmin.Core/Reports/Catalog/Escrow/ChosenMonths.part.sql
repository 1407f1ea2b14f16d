-- Shared: which months of the agencies (m) a report of months is cut to: all up to its last one
    where m.month <= @to
      and (@agency::text[] is null or m.agency_code = any (@agency))
      and (@case_type::text[] is null or m.case_type = any (@case_type))
      and (@state::text[] is null or m.state = any (@state))
      and (@currency::text[] is null or m.currency = any (@currency))
      and (@include_cancelled or not m.cancelled)
