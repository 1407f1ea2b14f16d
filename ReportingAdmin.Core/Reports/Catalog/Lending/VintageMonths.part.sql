-- Shared: the loans by vintage (dated), each with the last month of its vintage
-- include FollowedLoans.part
dated as (
    select o.*,
           date_trunc(@cohort, o.originated_on::timestamp)::date as vintage,
           (date_trunc(@cohort, o.originated_on::timestamp)
               + case @cohort when 'year' then interval '11 months' when 'quarter' then interval '2 months' else interval '0' end)::date as last_month
    from loans o
),
