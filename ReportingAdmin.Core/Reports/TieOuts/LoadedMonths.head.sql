-- Shared: the month-ends of the period whose snapshot is complete (loaded), as the reports have it
with month_ends as (
    select (s.starts_at + interval '1 month' - interval '1 day')::date as month_end
    from lending.month_starts(@from, @to) s (starts_at)
),
-- include ../Catalog/Lending/SnapshotMonths.part
loaded as (
    select s.month_end
    from snapshot_months s
    where s.lacking is null
),
