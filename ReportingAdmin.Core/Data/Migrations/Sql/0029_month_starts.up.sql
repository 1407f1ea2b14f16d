-- Purpose: the months of a period, as a set whose size the planner can guess; it takes generate_series over timestamps for 1000 rows.

-- Strict, so that they are not inlined and the number of rows declared here stands: three years of months.
create function escrow.month_starts(from_on date, through_on date) returns setof date
language sql immutable strict parallel safe rows 36 as $$
    select m::date from generate_series(date_trunc('month', from_on::timestamp), through_on::timestamp, interval '1 month') m
$$;

create function lending.month_starts(from_on date, through_on date) returns setof date
language sql immutable strict parallel safe rows 36 as $$
    select m::date from generate_series(date_trunc('month', from_on::timestamp), through_on::timestamp, interval '1 month') m
$$;

create function analytics.month_starts(from_on date, through_on date) returns setof date
language sql immutable strict parallel safe rows 36 as $$
    select m::date from generate_series(date_trunc('month', from_on::timestamp), through_on::timestamp, interval '1 month') m
$$;

-- The same for days, weeks and months.
create function lending.span_starts(every text, from_on date, through_on date) returns setof date
language sql immutable strict parallel safe rows 36 as $$
    select s::date from generate_series(date_trunc(every, from_on::timestamp), through_on::timestamp, ('1 ' || every)::interval) s
$$;

-- Months on book, from that of origination (0) to the last one.
create function lending.months_on_book(last_month integer) returns setof integer
language sql immutable strict parallel safe rows 36 as $$
    select generate_series(0, last_month)
$$;

grant execute on function
    escrow.month_starts(date, date), lending.month_starts(date, date), analytics.month_starts(date, date), lending.months_on_book(integer),
    lending.span_starts(text, date, date)
    to reporting_app, reporting_reader, reporting_all, reporting_scoped;
