-- control figures: counts and amounts of the payments themselves, per currency
with payments as (
    select p.*
    from lending.payment p
    where p.deleted_at is null
      and (@portfolio::text[] is null or p.portfolio_code = any(@portfolio::text[]))
      and (@currency::text[] is null or p.currency::text = any(@currency::text[]))
      and (@method::text[] is null or p.method = any(@method::text[]))
      and (@program::text[] is null
           or exists (select from lending.loan l join lending.program g on g.id = l.program_id
                      where l.id = p.loan_id and g.code = any(@program::text[])))
      and (@vintage::bigint[] is null
           or exists (select from lending.loan l
                      where l.id = p.loan_id and date_part('year', l.originated_on)::bigint = any(@vintage::bigint[])))
      and ((@basis = 'posted' and p.posted_on between @from and @to)
           or (@basis = 'effective' and coalesce(p.effective_on, p.posted_on) between @from and @to)
           or (@basis = 'received' and coalesce(p.received_on, p.posted_on) between @from and @to))
)
select 'activity' as section, v.figure, p.currency::text as currency,
       sum(case v.figure
               when 'received_count' then (p.entry_kind = 'payment')::integer
               when 'received_amount' then case when p.entry_kind = 'payment' then p.amount else 0 end
               when 'net_principal' then p.principal
               when 'net_interest' then p.interest
               when 'net_fees' then p.fees
               when 'net_escrow' then p.escrow
               when 'net_unapplied' then p.unapplied
               else p.amount end)::numeric as amount
from payments p
cross join (values ('received_count'), ('received_amount'), ('net_amount'), ('net_principal'), ('net_interest'),
    ('net_fees'), ('net_escrow'), ('net_unapplied')) v (figure)
group by v.figure, p.currency
order by v.figure, p.currency
