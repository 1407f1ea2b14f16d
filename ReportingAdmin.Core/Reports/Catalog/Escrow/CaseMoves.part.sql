-- Shared: what the changes of status of the cases (c) change in those open: a closing or cancelling counts when the case was open; one that begins with either was opened and left on that day
           count(*) filter (where s.status_before is null) as opened,
           count(*) filter (where s.status = 'open' and s.status_before <> 'open') as reopened,
           count(*) filter (where s.status = 'closed' and coalesce(s.status_before, 'open') = 'open') as closed,
           count(*) filter (where s.status = 'cancelled' and coalesce(s.status_before, 'open') = 'open') as cancelled
    from escrow.case_status_spans() s
    join cases c on c.id = s.case_id
