-- Shared: what had become (became) of each modification of the step looked by its day looked_at; none where it has no such day
loads as (
    select s.portfolio_code, s.month_end, s.complete, max(s.month_end) over (partition by s.portfolio_code) as last_month
    from lending.loan_month_load s
    where s.deleted_at is null
),
states as (
    select d.*,
           case when d.looked_at is null then null
                -- Of a month-end that was not loaded in full it is chance which loans are seen. After a portfolio's last one none is due.
                when c.month_end is null and (e.last_month is null or d.looked_at <= e.last_month) then 'not_loaded'
                when m.status = 'active' then
                    case when lending.bucket(m.month_end, coalesce(@days_past_due::text, p.delinquency_method), m.oldest_unpaid_due_on, m.days_past_due, m.status)
                             in ('60-89', '90-119', '120-149', '150-179', '180+') then 'late' else 'held' end
                when x.status is not null then case x.status when 'charged_off' then 'charged_off' else 'paid_or_sold' end
                else 'not_seen' end as became
    from looked d
    left join lending.loan_month m on m.loan_id = d.loan_id and m.month_end = d.looked_at and m.status = 'active' and m.deleted_at is null
    left join lending.portfolio p on p.id = m.portfolio_id
    -- How it left, if it did by then.
    left join lateral (
        select t.status from lending.loan_month t
        where t.loan_id = d.loan_id and t.month_end <= d.looked_at and t.status <> 'active' and t.deleted_at is null and m.loan_id is null
        order by t.month_end desc limit 1) x on true
    -- The portfolio that it was in when it was seen last by then, else today's.
    left join lateral (
        select t.portfolio_code from lending.loan_month t
        where t.loan_id = d.loan_id and t.month_end <= d.looked_at and t.deleted_at is null and m.loan_id is null
        order by t.month_end desc limit 1) o on true
    cross join lateral (select coalesce(m.portfolio_code, o.portfolio_code, d.portfolio_code) as portfolio_then) n
    left join loads c on c.portfolio_code = n.portfolio_then and c.month_end = d.looked_at and c.complete
    left join (select distinct l.portfolio_code, l.last_month from loads l) e on e.portfolio_code = n.portfolio_then
)
