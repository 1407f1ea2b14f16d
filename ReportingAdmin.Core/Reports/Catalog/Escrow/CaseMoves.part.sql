-- Shared: what the changes of status of the cases (c) change in those open: a closing or cancelling counts when the case was open
           count(*) filter (where s.status = 'open' and s.status_before is null) as opened,
           count(*) filter (where s.status = 'open' and s.status_before <> 'open') as reopened,
           count(*) filter (where s.status = 'closed' and s.status_before = 'open') as closed,
           count(*) filter (where s.status = 'cancelled' and s.status_before = 'open') as cancelled
    from escrow.case_status_spans() s
    join cases c on c.id = s.case_id
