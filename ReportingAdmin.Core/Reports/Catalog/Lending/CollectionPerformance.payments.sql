-- one row per payment of loans with a promise in the period, net of what was taken back by the as-of day
select p.loan_id, p.posted_on, (p.amount + coalesce(r.amount, 0))::numeric(28,2) as amount
from lending.payment p
join (select distinct q.loan_id
      from lending.promise q
      where q.deleted_at is null and (q.due_on between @from and @to or q.promised_on between @from and @to)) n on n.loan_id = p.loan_id
left join (select v.reverses_id, sum(v.amount) as amount
           from lending.payment v
           where v.reverses_id is not null and v.deleted_at is null and v.posted_on <= @as_of
           group by v.reverses_id) r on r.reverses_id = p.id
where p.deleted_at is null
  and p.entry_kind = 'payment'
  and p.posted_on <= @as_of
  and p.amount + coalesce(r.amount, 0) > 0
order by p.loan_id, p.posted_on, p.id
