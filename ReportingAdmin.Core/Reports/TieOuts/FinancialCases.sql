-- Cases opened, closed and open at the end of the period and of the one before it: the case file counted to both ends, closings and last statuses looked up one by one.
with cases as (
    select c.id, c.opened_on
    from escrow.case_group g
    join escrow.escrow_case c on c.id = g.case_id
    where (@agency::text[] is null or g.agency_code = any (@agency))
      and (@case_type::text[] is null or g.case_type = any (@case_type))
      and (@state::text[] is null or g.state = any (@state))
      and (@currency::text[] is null or g.currency = any (@currency))
      and (@include_cancelled or not g.cancelled)
),
spans as (
    select p.word, p.from_on, p.to_on
    from (values ('this period', @from::date, @to::date),
                 ('period before', @from::date - (@to::date - @from::date + 1), @from::date - 1)) p (word, from_on, to_on)
),
figures as (
    -- All that were opened by the end, less those opened before the first day.
    select 'Cases opened' as figure, p.word,
           (select count(*) from cases c where c.opened_on <= p.to_on) - (select count(*) from cases c where c.opened_on < p.from_on) as amount
    from spans p
    union all
    select 'Cases closed', p.word, count(c.id)
    from spans p
    left join escrow.case_status_history h
        on h.changed_on between p.from_on and p.to_on and h.status = 'closed' and h.deleted_at is null
       -- Closed on the very day of its opening it was open before, too.
       and 'open' = coalesce((
           select b.status from escrow.case_status_history b
           where b.case_id = h.case_id and b.deleted_at is null and (b.changed_on, b.seq) < (h.changed_on, h.seq)
           order by b.changed_on desc, b.seq desc limit 1), 'open')
    left join cases c on c.id = h.case_id
    group by p.word
    union all
    select 'Cases open', p.word, count(*) filter (where l.status = 'open')
    from spans p
    left join cases c on true
    left join lateral (
        select h.status from escrow.case_status_history h
        where h.case_id = c.id and h.changed_on <= p.to_on and h.deleted_at is null
        order by h.changed_on desc, h.seq desc limit 1) l on true
    group by p.word
)
select '' as currency, f.figure || ', ' || f.word as place, 'Case file and last statuses' as source, f.amount::numeric as amount
from figures f
order by 2
