-- Purpose: rates of a great amount over a few cents, which are more than numeric(28,12) can hold.

-- A quotient as reports print it: with twelve decimals, half away from zero; from 10^16 on with
-- two, as no more than 28 digits can be read.
create function lending.rate(quotient numeric) returns numeric
language sql immutable parallel safe as $$
    select round(quotient, case when abs(quotient) < 10000000000000000 then 12 else 2 end)
$$;

create function analytics.rate(quotient numeric) returns numeric
language sql immutable parallel safe as $$
    select round(quotient, case when abs(quotient) < 10000000000000000 then 12 else 2 end)
$$;

grant execute on function lending.rate(numeric), analytics.rate(numeric)
    to reporting_app, reporting_reader, reporting_all, reporting_scoped;
