-- control figures: loans, their original principal, and what was charged off and recovered of them, per currency
with
-- include FollowedLoans.control-part
loans as (
    select l.id, l.currency::text as currency, l.amount, l.originated_on
    from histories l
    where (l.deleted_at is null
           or 0 < (select count(*) from lending.loan_month m where m.loan_id = l.id and m.deleted_at is null)
                  + (select count(*) from lending.charge_off c where c.loan_id = l.id and c.deleted_at is null))
      and l.originated_on >= @from and l.originated_on <= least(@to::date, @month_end::date)
-- include ChosenLoans.control-part
      and (@part::text is null or (@part::text = 'followed') = l.followed)
),
standing as (
    select c.id, c.loan_id, min(c.charged_off_on) as lost_on, sum(c.principal) + coalesce(sum(v.principal), 0) as principal
    from lending.charge_off c
    left join lateral (
        select sum(r.principal) as principal from lending.charge_off r
        where r.reverses_id = c.id and r.deleted_at is null and r.charged_off_on <= @month_end) v on true
    where c.reverses_id is null and c.deleted_at is null and c.charged_off_on <= @month_end
    group by c.id, c.loan_id
    having sum(c.principal) + coalesce(sum(v.principal), 0) > 0
),
moved as (
    select s.loan_id, s.lost_on as on_day, s.principal as gross, 0::numeric as recovered from standing s
    union all
    select s.loan_id, r.posted_on, 0, r.amount
    from standing s
    join lending.recovery r on r.charge_off_id = s.id and r.deleted_at is null and r.posted_on <= @month_end
),
sums as (
    select o.id, o.currency, o.amount, coalesce(sum(m.gross), 0) as gross, coalesce(sum(m.recovered), 0) as recovered
    from loans o
    left join moved m on m.loan_id = o.id
        and (@months_on_book::bigint is null
             or to_char(m.on_day, 'YYYY-MM') <= to_char(o.originated_on - (extract(day from o.originated_on)::integer - 1) + make_interval(months => @months_on_book::integer), 'YYYY-MM'))
    group by o.id, o.currency, o.amount
)
select 'loans' as section, v.figure, s.currency, sum(v.amount)::numeric as amount
from sums s
cross join lateral (values
    ('original_principal', s.amount), ('gross_loss', s.gross), ('recovered', s.recovered), ('net_loss', s.gross - s.recovered)) v (figure, amount)
where @only::text is null or (@only::text = 'loss' and (s.gross <> 0 or s.recovered <> 0))
group by v.figure, s.currency
order by v.figure, s.currency
