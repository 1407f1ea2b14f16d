-- Shared: the loans originated by the month-end, each with whether vintages follow it (null = no): seen from its origination on, with a principal
first_months as (
    select s.portfolio_code, date_trunc('month', min(s.month_end)::timestamp)::date as first_month
    from lending.loan_month_load s
    where s.deleted_at is null
    group by s.portfolio_code
),
loans as (
    select l.id, l.loan_number, l.portfolio_code, l.program_id, l.currency::text as currency, l.originated_on, l.boarded_on, l.original_principal,
           l.original_principal > 0
               -- Neither older than the snapshots nor taken over later.
               and l.originated_on >= f.first_month
               and date_trunc('month', coalesce(l.boarded_on, l.originated_on)::timestamp)
                   <= date_trunc('month', l.originated_on::timestamp) + interval '1 month' as followed
    from lending.loan l
    left join first_months f on f.portfolio_code = l.portfolio_code
    -- Of a deleted loan what is left counts everywhere; as a value, so that it is looked for in those few alone.
    where (l.deleted_at is null
           or (select m.loan_id from lending.loan_month m where m.loan_id = l.id and m.deleted_at is null limit 1) is not null
           or (select c.loan_id from lending.charge_off c where c.loan_id = l.id and c.deleted_at is null limit 1) is not null)
      and l.originated_on <= @month_end
-- include ChosenLoans.part
),
