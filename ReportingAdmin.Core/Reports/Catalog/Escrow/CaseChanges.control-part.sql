-- Shared: how many of the cases were opened, reopened, closed and cancelled in the months (figures), for proofs, change by change
-- Every status against the one before it, by a look back at the row that precedes it.
changes as (
    select h.status, p.status as status_before, h.case_id
    from escrow.case_status_history h
    join cases c on c.id = h.case_id
    left join lateral (
        select b.status from escrow.case_status_history b
        where b.case_id = h.case_id and b.deleted_at is null and (b.changed_on, b.seq) < (h.changed_on, h.seq)
        order by b.changed_on desc, b.seq desc limit 1) p on true
    where h.deleted_at is null and h.changed_on >= date_trunc('month', @from::timestamp)::date
      and h.changed_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
),
figures as (
    select count(*) filter (where status_before is null) as opened,
           count(*) filter (where status = 'open' and status_before in ('closed', 'cancelled')) as reopened,
           count(*) filter (where status = 'closed' and (status_before = 'open' or status_before is null)) as closed,
           count(*) filter (where status = 'cancelled' and (status_before = 'open' or status_before is null)) as cancelled
    from changes
)
