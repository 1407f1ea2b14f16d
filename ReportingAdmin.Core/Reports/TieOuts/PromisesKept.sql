-- promises due whose grace is over, how many were kept, what they promised and what was paid on them, per currency and collector:
-- promise by promise as they fall due, each taking of its own days' payments what those before it left
with recursive chosen as (
    select distinct r.loan_id
    from lending.promise r
    join lending.loan l on l.id = r.loan_id
    where r.due_on between @from and @to
      and r.deleted_at is null
      and (@portfolio::text[] is null or l.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or l.currency::text = any(@currency::text[]))
      and (@vintage::bigint[] is null or date_part('year', l.originated_on)::bigint = any(@vintage::bigint[]))
      and (@program::text[] is null
           or exists (select from lending.program g where g.id = l.program_id and g.code = any(@program::text[])))
),
-- One that was cancelled by the day takes nothing.
promises as materialized (
    select r.loan_id,
           row_number() over (partition by r.loan_id order by r.due_on, r.promised_on, r.number collate "C") as turn,
           r.currency::text as currency,
           (select c.code from lending.collector c where c.id = r.collector_id) as collector,
           r.promised_on as first_on,
           r.due_on,
           r.due_on + @grace_days::integer as last_on,
           r.amount
    from lending.promise r
    join chosen n on n.loan_id = r.loan_id
    where r.deleted_at is null and (r.cancelled_on is null or r.cancelled_on > @as_of)
),
-- Payments that lie in the days of any, less what was taken back of them: few of all, so they are looked up loan by loan.
payments as (
    select v.loan_id, v.posted_on,
           v.amount + coalesce((select sum(b.amount) from lending.payment b
                                where b.reverses_id = v.id and b.posted_on <= @as_of and b.deleted_at is null), 0) as amount
    from (select r.loan_id, min(r.first_on) as first_on, least(max(r.last_on), @as_of) as last_on from promises r group by r.loan_id) w
    cross join lateral (
        select p.id, p.loan_id, p.posted_on, p.amount
        from lending.payment p
        where p.loan_id = w.loan_id and p.posted_on between w.first_on and w.last_on and p.entry_kind = 'payment' and p.deleted_at is null
        offset 0) v
    where exists (select from promises r where r.loan_id = v.loan_id and v.posted_on between r.first_on and r.last_on)
),
turns as (
    select p.loan_id, 0::bigint as turn, array_agg(p.posted_on order by p.posted_on) as days, array_agg(p.amount order by p.posted_on) as still, 0::numeric as taken
    from payments p
    where p.amount > 0
    group by p.loan_id
    union all
    select t.loan_id, r.turn, t.days, x.still, x.taken
    from turns t
    join promises r on r.loan_id = t.loan_id and r.turn = t.turn + 1
    cross join lateral (
        select array_agg(m.amount - m.taken order by m.place) as still, sum(m.taken) as taken
        from (select a.place, a.amount,
                     case when a.day between r.first_on and r.last_on
                         then greatest(0, least(a.amount, r.amount - coalesce(
                             sum(a.amount) filter (where a.day between r.first_on and r.last_on) over (order by a.place rows between unbounded preceding and 1 preceding), 0)))
                         else 0 end as taken
              from unnest(t.days, t.still) with ordinality a (day, amount, place)) m) x
),
sums as (
    select r.currency,
           coalesce(r.collector, '(none)') as collector,
           count(*) as due,
           count(*) filter (where coalesce(t.taken, 0) >= @tolerance::numeric * r.amount) as kept,
           sum(r.amount) as promised,
           coalesce(sum(t.taken), 0) as paid
    from promises r
    left join turns t on t.loan_id = r.loan_id and t.turn = r.turn
    where r.due_on between @from and @to and r.last_on < @as_of
    group by 1, 2
)
select s.currency, s.collector || ', ' || v.word as place, 'Promises and payments' as source, v.amount::numeric as amount
from sums s
cross join lateral (values ('due', s.due), ('kept', s.kept), ('promised', s.promised), ('paid', s.paid)) v (word, amount)
order by 1, 2, 3
