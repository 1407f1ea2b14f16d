-- Requests pending at the end of the period and of the one before it: the last status that each request had by then, read backwards.
with cases as (
    select g.case_id as id
    from escrow.case_group g
    where (@agency::text[] is null or g.agency_code = any (@agency))
      and (@case_type::text[] is null or g.case_type = any (@case_type))
      and (@state::text[] is null or g.state = any (@state))
      and (@currency::text[] is null or g.currency = any (@currency))
      and (@include_cancelled or not g.cancelled)
),
ends as (
    select e.word, e.ends_at
    from (values ('this period', (@to::date + 1)::timestamptz), ('period before', @from::date::timestamptz)) e (word, ends_at)
),
pending as (
    select e.word, l.request_id
    from ends e
    cross join lateral (
        select distinct on (h.request_id) h.request_id, h.status
        from escrow.disbursement_request_history h
        where h.deleted_at is null and h.changed_at < e.ends_at
        order by h.request_id desc, h.changed_at desc, h.seq desc) l
    where l.status in ('submitted', 'approved')
    union all
    -- Until the first recorded status a request is submitted; ...
    select e.word, h.request_id
    from escrow.disbursement_request_history h
    join ends e on e.ends_at <= h.changed_at
    where h.deleted_at is null and h.changed_at >= (select min(f.ends_at) from ends f)
      and h.seq = (
          select b.seq from escrow.disbursement_request_history b
          where b.request_id = h.request_id and b.deleted_at is null
          order by b.changed_at, b.seq limit 1)
    union all
    -- ... one of which none is recorded is what it is today.
    select e.word, r.id
    from escrow.disbursement_request r
    cross join ends e
    where r.status in ('submitted', 'approved') and not exists (
        select from escrow.disbursement_request_history h where h.request_id = r.id and h.deleted_at is null)
)
select '' as currency, 'Requests pending, ' || e.word as place, 'Requests and their histories' as source, count(c.id)::numeric as amount
from ends e
left join pending p on p.word = e.word
left join escrow.disbursement_request r on r.id = p.request_id and r.deleted_at is null and r.submitted_at < e.ends_at
left join cases c on c.id = r.case_id
group by e.word
order by 2
