-- Shared: which cases (c) a report is cut to, for its proofs, in words of its own: the last line of the history case by case
      and (@agency::text[] is null or c.agency_code = any (@agency))
      and (@case_type::text[] is null or c.case_type = any (@case_type))
      and (@state::text[] is null or c.state = any (@state))
      and (@include_cancelled or 'cancelled' is distinct from (
          select h.status from escrow.case_status_history h
          where h.case_id = c.id and h.deleted_at is null
          order by h.changed_on desc, h.seq desc limit 1))
