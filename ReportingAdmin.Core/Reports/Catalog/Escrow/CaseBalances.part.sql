-- Shared: what each case holds at the end of the day (balances): months from the rollup, less what the last one has after the day, which is nothing, mostly
balances as (
    select l.case_id, l.currency, sum(l.amount) as balance
    from (select m.case_id, m.currency, m.signed_amount as amount
          from escrow.case_month m
          where m.month <= @as_of
          union all
          select e.case_id, e.currency, -e.signed_amount
          from escrow.ledger_entry e
          where e.posted_on > @as_of and e.posted_on < (date_trunc('month', @as_of::timestamp) + interval '1 month')::date
            and e.deleted_at is null) l
    group by l.case_id, l.currency
),
