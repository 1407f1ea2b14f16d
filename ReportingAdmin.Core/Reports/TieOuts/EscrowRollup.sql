-- Rollup = ledger, case by case, month by month and kind by kind, to the end of the period; a difference names its place.
with ledger as (
    select e.case_id, e.currency, date_trunc('month', e.posted_on::timestamp)::date as month,
           coalesce(e.reversed_kind, e.kind) as kind,
           sum(case when e.reversed_kind is null then e.amount else -e.amount end) as amount,
           count(*) as entries
    from escrow.ledger_entry e
    where e.deleted_at is null and e.posted_on < (date_trunc('month', @to::timestamp) + interval '1 month')::date
    group by e.case_id, e.currency, 3, 4
),
rollup_rows as (
    select m.case_id, m.currency, m.month, m.kind, m.net_amount as amount, m.entry_count as entries
    from escrow.case_month m
    where m.month <= @to
),
compared as (
    select coalesce(l.currency, r.currency) as currency, coalesce(l.case_id, r.case_id) as case_id,
           coalesce(l.month, r.month) as month, coalesce(l.kind, r.kind) as kind,
           coalesce(l.amount, 0) as ledger_amount, coalesce(r.amount, 0) as rollup_amount,
           coalesce(l.entries, 0) as ledger_entries, coalesce(r.entries, 0) as rollup_entries
    from ledger l
    full join rollup_rows r on r.case_id = l.case_id and r.currency = l.currency and r.month = l.month and r.kind = l.kind
),
placed as (
    select c.*, case when c.ledger_amount = c.rollup_amount and c.ledger_entries = c.rollup_entries then '' else
        concat('case ', k.case_number, ', ', to_char(c.month, 'YYYY-MM'), ', ', replace(c.kind, '_', ' ')) end as place
    from compared c
    join escrow.escrow_case k on k.id = c.case_id
)
select p.currency::text as currency, p.place, s.source, sum(escrow.flow_sign(p.kind) * s.amount)::numeric as amount
from placed p
cross join lateral (values ('Ledger', p.ledger_amount), ('Rollup', p.rollup_amount)) s (source, amount)
group by p.currency, p.place, s.source
union all
select '', concat_ws(', ', 'number of entries', nullif(p.place, '')), s.source, sum(s.amount)
from placed p
cross join lateral (values ('Ledger', p.ledger_entries), ('Rollup', p.rollup_entries)) s (source, amount)
group by p.place, s.source
order by 1, 2, 3
