-- Purpose: functions and the calendar of the demo data, in the session's temporary schema.

-- A number in [0, 1) that depends on its key and salt alone.
create function pg_temp.u(key bigint, salt integer) returns double precision
language sql immutable parallel safe as $$
    select (hashint8extended(key, salt) & 1073741823)::double precision / 1073741824
$$;

-- A whole number from 0 to n - 1.
create function pg_temp.pick(key bigint, salt integer, n integer) returns integer
language sql immutable parallel safe as $$
    select (((hashint8extended(key, salt) & 1073741823) * n) >> 30)::integer
$$;

-- Money between two amounts, small ones more often (uniform in the logarithm).
create function pg_temp.money(key bigint, salt integer, low double precision, high double precision) returns numeric
language sql immutable parallel safe as $$
    select round((low * power(high / low, pg_temp.u(key, salt)))::numeric, 2)
$$;

-- The day itself, or the Monday after a weekend: the order of days is kept.
create function pg_temp.business_day(day date) returns date
language sql immutable parallel safe as $$
    select day + case (day - date '2001-01-01') % 7 when 5 then 2 when 6 then 1 else 0 end
$$;

-- Days of interest between two dates by the note's convention (30/360: Bond Market Association).
create function pg_temp.interest_days(day_count text, from_on date, to_on date) returns integer
language sql immutable parallel safe as $$
    select case when day_count <> '30_360' then to_on - from_on
        else 360 * (extract(year from to_on)::integer - extract(year from from_on)::integer)
            + 30 * (extract(month from to_on)::integer - extract(month from from_on)::integer)
            + case when extract(day from to_on) = 31 and extract(day from from_on) >= 30 then 30
                else extract(day from to_on)::integer end
            - least(extract(day from from_on)::integer, 30)
        end
$$;

-- The level payment of a loan.
create function pg_temp.level_payment(principal numeric, annual_rate numeric, months integer) returns numeric
language sql immutable parallel safe as $$
    select round((principal::double precision * (annual_rate::double precision / 12)
        / (1 - power(1 + annual_rate::double precision / 12, -months)))::numeric, 2)
$$;

-- One row: the days between which the data lie. Months 1 to 36 are whole; through_on is the day before the reference
-- date. What lies later is drawn too and left out, so that the data of a month do not change from day to day.
create temporary table demo_calendar as
select (m.reference_month - interval '36 months')::date as first_on,
       m.reference_month as reference_month,
       m.reference_on - 1 as through_on,
       (m.reference_month + interval '1 month')::date - (m.reference_month - interval '36 months')::date as days,
       current_setting('demo.time_zone') as time_zone
from (select current_setting('demo.reference_date')::date as reference_on,
             date_trunc('month', current_setting('demo.reference_date')::timestamp)::date as reference_month) m;

-- The 36 whole months, and month 0 before them.
create temporary table demo_month as
select g.m, (c.first_on + (g.m - 1) * interval '1 month')::date as first_on,
       (c.first_on + g.m * interval '1 month')::date - 1 as month_end
from demo_calendar c cross join generate_series(0, 36) as g (m);
