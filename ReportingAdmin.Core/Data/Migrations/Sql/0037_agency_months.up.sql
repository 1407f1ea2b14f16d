-- Purpose: the escrow ledger by month and agency, for figures of all cases: a second level over escrow.case_month, kept with it.

-- How a case is counted there; written by escrow.regroup_cases alone. Its row is also the lock that puts the writers of one
-- case behind each other: which cases stand at zero or below it hangs on all entries of the case.
create table escrow.case_group (
    case_id bigint primary key,
    agency_code text not null,
    currency char(3) not null,
    case_type text not null,
    state text,
    cancelled boolean not null
);

create table escrow.agency_month (
    id bigint generated always as identity primary key,
    agency_code text not null,
    currency char(3) not null,
    case_type text not null,
    -- Governing state of the cases.
    state text,
    -- Whether the last recorded status of the cases is cancelled.
    cancelled boolean not null,
    -- -infinity for the row that counts the cases.
    month date not null constraint agency_month_month_check check (month = '-infinity' or extract(day from month) = 1),
    -- Writers that would wait for each other keep rows of their own: the figures of a key are the sum of its parts.
    part integer not null,
    -- Entries of the kind less their reversals, in the kind's own direction.
    opening_net numeric(24,2) not null,
    deposit_net numeric(24,2) not null,
    interest_net numeric(24,2) not null,
    transfer_in_net numeric(24,2) not null,
    vendor_refund_net numeric(24,2) not null,
    adjustment_in_net numeric(24,2) not null,
    deduction_net numeric(24,2) not null,
    debit_net numeric(24,2) not null,
    disbursement_net numeric(24,2) not null,
    refund_net numeric(24,2) not null,
    transfer_out_net numeric(24,2) not null,
    adjustment_out_net numeric(24,2) not null,
    -- What the month adds to the cases with a balance and to those below zero, and to the amount below zero.
    with_balance bigint not null,
    negative bigint not null,
    negative_amount numeric(24,2) not null,
    -- Cases counted, with entries or without; on the row of month -infinity.
    cases bigint not null,
    inflow numeric(24,2) not null generated always as (opening_net + deposit_net + interest_net + transfer_in_net + vendor_refund_net + adjustment_in_net) stored,
    outflow numeric(24,2) not null generated always as (deduction_net + debit_net + disbursement_net + refund_net + transfer_out_net + adjustment_out_net) stored,
    constraint agency_month_key unique nulls not distinct (agency_code, month, currency, case_type, cancelled, state, part)
) with (fillfactor = 70);

alter table escrow.case_group enable row level security;
grant select on escrow.case_group to reporting_app, reporting_reader, reporting_all, reporting_scoped;
create policy app_all on escrow.case_group to reporting_app using (true) with check (true);
create policy read_all on escrow.case_group for select to reporting_all using (true);
create policy read_agencies on escrow.case_group for select to reporting_scoped using (agency_code = any (
    (select string_to_array(current_setting('app.agencies', true), ','))::text[]));

alter table escrow.agency_month enable row level security;
grant select on escrow.agency_month to reporting_app, reporting_reader, reporting_all, reporting_scoped;
create policy app_all on escrow.agency_month to reporting_app using (true) with check (true);
create policy read_all on escrow.agency_month for select to reporting_all using (true);
create policy read_agencies on escrow.agency_month for select to reporting_scoped using (agency_code = any (
    (select string_to_array(current_setting('app.agencies', true), ','))::text[]));

-- Adds changes to the months of the agencies: to a part of the key that no other writer holds, or to a new one.
create function escrow.add_to_agency_month(changes escrow.agency_month[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if changes is null then
        return;
    end if;
    with change as materialized (
        select c.agency_code, c.currency, c.case_type, c.state, c.cancelled, c.month, row_number() over () as n,
               c.opening_net, c.deposit_net, c.interest_net, c.transfer_in_net, c.vendor_refund_net,
               c.adjustment_in_net, c.deduction_net, c.debit_net, c.disbursement_net, c.refund_net,
               c.transfer_out_net, c.adjustment_out_net, c.with_balance, c.negative, c.negative_amount, c.cases
        from unnest(changes) c
    ),
    -- One order for all writers.
    in_order as (
        select * from change order by agency_code, month, currency, case_type, cancelled, state
    ),
    free as materialized (
        select c.n, f.id
        from in_order c
        cross join lateral (
            select m.id
            from escrow.agency_month m
            where m.agency_code = c.agency_code and m.month = c.month and m.currency = c.currency and m.case_type = c.case_type
              and m.cancelled = c.cancelled and m.state is not distinct from c.state
            order by m.part limit 1 for no key update skip locked) f
    ),
    added as (
        update escrow.agency_month m
        set opening_net = m.opening_net + c.opening_net, deposit_net = m.deposit_net + c.deposit_net,
            interest_net = m.interest_net + c.interest_net, transfer_in_net = m.transfer_in_net + c.transfer_in_net,
            vendor_refund_net = m.vendor_refund_net + c.vendor_refund_net,
            adjustment_in_net = m.adjustment_in_net + c.adjustment_in_net,
            deduction_net = m.deduction_net + c.deduction_net, debit_net = m.debit_net + c.debit_net,
            disbursement_net = m.disbursement_net + c.disbursement_net, refund_net = m.refund_net + c.refund_net,
            transfer_out_net = m.transfer_out_net + c.transfer_out_net,
            adjustment_out_net = m.adjustment_out_net + c.adjustment_out_net,
            with_balance = m.with_balance + c.with_balance, negative = m.negative + c.negative,
            negative_amount = m.negative_amount + c.negative_amount, cases = m.cases + c.cases
        from free f
        join change c on c.n = f.n
        where m.id = f.id
        returning f.n
    )
    insert into escrow.agency_month as m (agency_code, currency, case_type, state, cancelled, month, part,
        opening_net, deposit_net, interest_net, transfer_in_net, vendor_refund_net, adjustment_in_net, deduction_net,
        debit_net, disbursement_net, refund_net, transfer_out_net, adjustment_out_net, with_balance, negative,
        negative_amount, cases)
    select c.agency_code, c.currency, c.case_type, c.state, c.cancelled, c.month,
           1 + (select coalesce(max(o.part), 0) from escrow.agency_month o
                where o.agency_code = c.agency_code and o.month = c.month and o.currency = c.currency and o.case_type = c.case_type
                  and o.cancelled = c.cancelled and o.state is not distinct from c.state),
           c.opening_net, c.deposit_net, c.interest_net, c.transfer_in_net, c.vendor_refund_net, c.adjustment_in_net,
           c.deduction_net, c.debit_net, c.disbursement_net, c.refund_net, c.transfer_out_net, c.adjustment_out_net,
           c.with_balance, c.negative, c.negative_amount, c.cases
    from in_order c
    where c.n not in (select a.n from added a)
    on conflict on constraint agency_month_key do update
        set opening_net = m.opening_net + excluded.opening_net, deposit_net = m.deposit_net + excluded.deposit_net,
            interest_net = m.interest_net + excluded.interest_net,
            transfer_in_net = m.transfer_in_net + excluded.transfer_in_net,
            vendor_refund_net = m.vendor_refund_net + excluded.vendor_refund_net,
            adjustment_in_net = m.adjustment_in_net + excluded.adjustment_in_net,
            deduction_net = m.deduction_net + excluded.deduction_net, debit_net = m.debit_net + excluded.debit_net,
            disbursement_net = m.disbursement_net + excluded.disbursement_net,
            refund_net = m.refund_net + excluded.refund_net,
            transfer_out_net = m.transfer_out_net + excluded.transfer_out_net,
            adjustment_out_net = m.adjustment_out_net + excluded.adjustment_out_net,
            with_balance = m.with_balance + excluded.with_balance, negative = m.negative + excluded.negative,
            negative_amount = m.negative_amount + excluded.negative_amount, cases = m.cases + excluded.cases;
end $$;

-- Follows every statement that changes the months of cases. The months before it are those after it less the change.
create function escrow.keep_agency_month() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
    changes escrow.agency_month[];
    source constant text := case tg_op
        when 'INSERT' then 'select n.case_id, n.month, n.kind, n.net_amount, n.signed_amount from new_rows n'
        when 'DELETE' then 'select o.case_id, o.month, o.kind, -o.net_amount, -o.signed_amount from old_rows o'
        else 'select n.case_id, n.month, n.kind, n.net_amount, n.signed_amount from new_rows n
              union all select o.case_id, o.month, o.kind, -o.net_amount, -o.signed_amount from old_rows o' end;
begin
    execute format('select array_agg(distinct r.case_id) from (%s) as r (case_id, month, kind, net_amount, signed_amount)
        where r.net_amount <> 0', source) into touched;
    if touched is null then
        return null;
    end if;
    -- Whoever came first is through, and the next statement sees it.
    perform from escrow.case_group g where g.case_id = any (touched) order by g.case_id for no key update;

    execute format('
        with change as materialized (
            select r.case_id, r.month, sum(r.signed_amount) as net,
                   sum(r.net_amount) filter (where r.kind = ''opening'') as opening_net,
                   sum(r.net_amount) filter (where r.kind = ''deposit'') as deposit_net,
                   sum(r.net_amount) filter (where r.kind = ''interest'') as interest_net,
                   sum(r.net_amount) filter (where r.kind = ''transfer_in'') as transfer_in_net,
                   sum(r.net_amount) filter (where r.kind = ''vendor_refund'') as vendor_refund_net,
                   sum(r.net_amount) filter (where r.kind = ''adjustment_in'') as adjustment_in_net,
                   sum(r.net_amount) filter (where r.kind = ''deduction'') as deduction_net,
                   sum(r.net_amount) filter (where r.kind = ''debit'') as debit_net,
                   sum(r.net_amount) filter (where r.kind = ''disbursement'') as disbursement_net,
                   sum(r.net_amount) filter (where r.kind = ''refund'') as refund_net,
                   sum(r.net_amount) filter (where r.kind = ''transfer_out'') as transfer_out_net,
                   sum(r.net_amount) filter (where r.kind = ''adjustment_out'') as adjustment_out_net
            from (select c.case_id, c.month, c.kind, sum(c.net_amount) as net_amount, sum(c.signed_amount) as signed_amount
                  from (%s) as c (case_id, month, kind, net_amount, signed_amount)
                  group by c.case_id, c.month, c.kind
                  having sum(c.net_amount) <> 0) r
            group by r.case_id, r.month
        ),
        nets as (
            select coalesce(a.case_id, c.case_id) as case_id, coalesce(a.month, c.month) as month,
                   coalesce(a.net, 0) as net_after, coalesce(a.net, 0) - coalesce(c.net, 0) as net_before
            from (select m.case_id, m.month, sum(m.signed_amount) as net
                  from escrow.case_month m
                  where m.case_id = any ($1)
                  group by m.case_id, m.month) a
            full join change c on c.case_id = a.case_id and c.month = a.month
        ),
        balances as (
            select n.*, sum(n.net_after) over so_far as after, sum(n.net_before) over so_far as before
            from nets n
            window so_far as (partition by n.case_id order by n.month)
        ),
        standing as (
            select b.case_id, b.month,
                   (b.after <> 0)::int - (b.after <> b.net_after)::int
                       - (b.before <> 0)::int + (b.before <> b.net_before)::int as with_balance,
                   (b.after < 0)::int - (b.after < b.net_after)::int - (b.before < 0)::int + (b.before < b.net_before)::int as negative,
                   least(b.after, 0) - least(b.after - b.net_after, 0)
                       - least(b.before, 0) + least(b.before - b.net_before, 0) as negative_amount
            from balances b
        ),
        summed as (
            select g.agency_code, g.currency, g.case_type, g.state, g.cancelled, s.month,
                   coalesce(sum(c.opening_net), 0) as opening_net, coalesce(sum(c.deposit_net), 0) as deposit_net,
                   coalesce(sum(c.interest_net), 0) as interest_net,
                   coalesce(sum(c.transfer_in_net), 0) as transfer_in_net,
                   coalesce(sum(c.vendor_refund_net), 0) as vendor_refund_net,
                   coalesce(sum(c.adjustment_in_net), 0) as adjustment_in_net,
                   coalesce(sum(c.deduction_net), 0) as deduction_net, coalesce(sum(c.debit_net), 0) as debit_net,
                   coalesce(sum(c.disbursement_net), 0) as disbursement_net,
                   coalesce(sum(c.refund_net), 0) as refund_net,
                   coalesce(sum(c.transfer_out_net), 0) as transfer_out_net,
                   coalesce(sum(c.adjustment_out_net), 0) as adjustment_out_net,
                   sum(s.with_balance) as with_balance, sum(s.negative) as negative, sum(s.negative_amount) as negative_amount
            from standing s
            join escrow.case_group g on g.case_id = s.case_id
            left join change c on c.case_id = s.case_id and c.month = s.month
            where c.case_id is not null or s.with_balance <> 0 or s.negative <> 0 or s.negative_amount <> 0
            group by g.agency_code, g.currency, g.case_type, g.state, g.cancelled, s.month
        )
        select array_agg(row(null, s.agency_code, s.currency, s.case_type, s.state, s.cancelled, s.month, 0,
                   s.opening_net, s.deposit_net, s.interest_net, s.transfer_in_net, s.vendor_refund_net,
                   s.adjustment_in_net, s.deduction_net, s.debit_net, s.disbursement_net, s.refund_net,
                   s.transfer_out_net, s.adjustment_out_net, s.with_balance, s.negative, s.negative_amount, 0, null, null)::escrow.agency_month)
        from summed s', source) into changes using touched;
    perform escrow.add_to_agency_month(changes);
    return null;
end $$;

create trigger months_on_insert after insert on escrow.case_month
    referencing new table as new_rows for each statement execute function escrow.keep_agency_month();
create trigger months_on_update after update on escrow.case_month
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.keep_agency_month();
create trigger months_on_delete after delete on escrow.case_month
    referencing old table as old_rows for each statement execute function escrow.keep_agency_month();

-- As in 0004, but what is there is added to in one statement and what is not is inserted in the next: each of them has the
-- months of its cases before it and after it, and escrow.keep_agency_month makes the one from the other.
create or replace function escrow.keep_case_month() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
    source constant text := case tg_op
        when 'INSERT' then 'select n.case_id, n.posted_on, n.kind, n.reversed_kind, n.amount, 1 from new_rows n where n.deleted_at is null'
        when 'DELETE' then 'select o.case_id, o.posted_on, o.kind, o.reversed_kind, o.amount, -1 from old_rows o where o.deleted_at is null'
        else 'select n.case_id, n.posted_on, n.kind, n.reversed_kind, n.amount, 1 from new_rows n where n.deleted_at is null
              union all
              select o.case_id, o.posted_on, o.kind, o.reversed_kind, o.amount, -1 from old_rows o where o.deleted_at is null' end;
    change constant text := format('
        select r.case_id, date_trunc(''month'', r.posted_on::timestamp)::date as month, coalesce(r.reversed_kind, r.kind) as kind,
               sum(r.side * case when r.reversed_kind is null then r.amount else -r.amount end) as net_amount,
               sum(r.side) as entry_count
        from (%s) as r (case_id, posted_on, kind, reversed_kind, amount, side)
        group by 1, 2, 3
        having sum(r.side * case when r.reversed_kind is null then r.amount else -r.amount end) <> 0 or sum(r.side) <> 0', source);
begin
    execute format('select array_agg(distinct r.case_id) from (%s) as r (case_id)', source) into touched;
    if touched is null then
        return null;
    end if;
    -- One order for all writers, so that they do not lock each other out.
    perform from escrow.case_group g where g.case_id = any (touched) order by g.case_id for no key update;

    execute format('
        update escrow.case_month m
        set net_amount = m.net_amount + d.net_amount, entry_count = m.entry_count + d.entry_count
        from (%s) d
        where m.case_id = d.case_id and m.month = d.month and m.kind = d.kind', change);
    execute format('
        insert into escrow.case_month as m (case_id, agency_code, currency, month, kind, net_amount, entry_count)
        select d.case_id, c.agency_code, c.currency, d.month, d.kind, d.net_amount, d.entry_count
        from (%s) d
        join escrow.escrow_case c on c.id = d.case_id
        where not exists (select from escrow.case_month o where o.case_id = d.case_id and o.month = d.month and o.kind = d.kind)
        order by d.case_id, d.month, d.kind
        on conflict (case_id, month, kind) do update
            set net_amount = m.net_amount + excluded.net_amount, entry_count = m.entry_count + excluded.entry_count', change);
    if tg_op <> 'INSERT' then
        delete from escrow.case_month m where m.entry_count = 0 and m.net_amount = 0 and m.case_id = any (touched);
    end if;
    return null;
end $$;

-- How each of the cases is to be counted; none for one that is deleted.
create function escrow.case_group_of(case_ids bigint[]) returns setof escrow.case_group
language sql stable set search_path = pg_catalog, pg_temp as $$
    select c.id, c.agency_code, c.currency, c.case_type, c.state,
           coalesce((select h.status = 'cancelled' from escrow.case_status_history h
                     where h.case_id = c.id and h.deleted_at is null
                     order by h.changed_on desc, h.seq desc limit 1), false)
    from escrow.escrow_case c
    where c.id = any (case_ids) and c.deleted_at is null
$$;

-- What a case brings to each month, by the months of all its kinds, and to the count of cases.
create function escrow.case_share(case_ids bigint[]) returns table (
    case_id bigint, month date, opening_net numeric, deposit_net numeric, interest_net numeric, transfer_in_net numeric,
    vendor_refund_net numeric, adjustment_in_net numeric, deduction_net numeric, debit_net numeric,
    disbursement_net numeric, refund_net numeric, transfer_out_net numeric, adjustment_out_net numeric,
    with_balance integer, negative integer, negative_amount numeric, cases integer)
language sql stable set search_path = pg_catalog, pg_temp as $$
    with months as (
        select m.case_id, m.month, sum(m.signed_amount) as net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'opening'), 0) as opening_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'deposit'), 0) as deposit_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'interest'), 0) as interest_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'transfer_in'), 0) as transfer_in_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'vendor_refund'), 0) as vendor_refund_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'adjustment_in'), 0) as adjustment_in_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'deduction'), 0) as deduction_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'debit'), 0) as debit_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'disbursement'), 0) as disbursement_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'refund'), 0) as refund_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'transfer_out'), 0) as transfer_out_net,
               coalesce(sum(m.net_amount) filter (where m.kind = 'adjustment_out'), 0) as adjustment_out_net
        from escrow.case_month m
        where m.case_id = any (case_ids)
        group by m.case_id, m.month
    ),
    balances as (
        select m.*, sum(m.net) over (partition by m.case_id order by m.month) as balance
        from months m
    )
    select b.case_id, b.month, b.opening_net, b.deposit_net, b.interest_net, b.transfer_in_net, b.vendor_refund_net, b.adjustment_in_net,
           b.deduction_net, b.debit_net, b.disbursement_net, b.refund_net, b.transfer_out_net, b.adjustment_out_net,
           (b.balance <> 0)::int - (b.balance <> b.net)::int, (b.balance < 0)::int - (b.balance < b.net)::int,
           least(b.balance, 0) - least(b.balance - b.net, 0), 0
    from balances b
    union all
    select i.case_id, '-infinity', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
    from unnest(case_ids) i (case_id)
$$;

-- Counts cases under the agency, type, state and standing that they have now.
create function escrow.regroup_cases(case_ids bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    was escrow.case_group[];
    will_be escrow.case_group[];
begin
    perform from escrow.case_group g where g.case_id = any (case_ids) order by g.case_id for no key update;
    -- Read when all of them are held.
    select array_agg(row(g.case_id, g.agency_code, g.currency, g.case_type, g.state, g.cancelled)::escrow.case_group)
               filter (where g.case_id is not null),
           array_agg(w) filter (where w.case_id is not null)
        into was, will_be
    from (select * from escrow.case_group o where o.case_id = any (case_ids)) g
    full join escrow.case_group_of(case_ids) w on w.case_id = g.case_id
    where (g.agency_code, g.currency, g.case_type, g.state, g.cancelled)
        is distinct from (w.agency_code, w.currency, w.case_type, w.state, w.cancelled);
    if was is null and will_be is null then
        return;
    end if;

    delete from escrow.case_group g where g.case_id in (select o.case_id from unnest(was) o);
    insert into escrow.case_group select w.* from unnest(will_be) w order by w.case_id;
    perform escrow.add_to_agency_month((
        with moved as (
            select o.*, -1 as side from unnest(was) o
            union all
            select n.*, 1 from unnest(will_be) n
        ),
        summed as (
            select g.agency_code, g.currency, g.case_type, g.state, g.cancelled, s.month,
                   sum(g.side * s.opening_net) as opening_net, sum(g.side * s.deposit_net) as deposit_net,
                   sum(g.side * s.interest_net) as interest_net, sum(g.side * s.transfer_in_net) as transfer_in_net,
                   sum(g.side * s.vendor_refund_net) as vendor_refund_net,
                   sum(g.side * s.adjustment_in_net) as adjustment_in_net,
                   sum(g.side * s.deduction_net) as deduction_net, sum(g.side * s.debit_net) as debit_net,
                   sum(g.side * s.disbursement_net) as disbursement_net, sum(g.side * s.refund_net) as refund_net,
                   sum(g.side * s.transfer_out_net) as transfer_out_net,
                   sum(g.side * s.adjustment_out_net) as adjustment_out_net,
                   sum(g.side * s.with_balance) as with_balance, sum(g.side * s.negative) as negative,
                   sum(g.side * s.negative_amount) as negative_amount, sum(g.side * s.cases) as cases
            from moved g
            join escrow.case_share((select array_agg(distinct m.case_id) from moved m)) s on s.case_id = g.case_id
            group by g.agency_code, g.currency, g.case_type, g.state, g.cancelled, s.month
        )
        select array_agg(row(null, s.agency_code, s.currency, s.case_type, s.state, s.cancelled, s.month, 0,
                   s.opening_net, s.deposit_net, s.interest_net, s.transfer_in_net, s.vendor_refund_net,
                   s.adjustment_in_net, s.deduction_net, s.debit_net, s.disbursement_net, s.refund_net,
                   s.transfer_out_net, s.adjustment_out_net, s.with_balance, s.negative, s.negative_amount, s.cases, null, null)::escrow.agency_month)
        from summed s));
end $$;

create function escrow.case_group_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched bigint[];
begin
    if tg_table_name = 'escrow_case' then
        if tg_op = 'INSERT' then
            select array_agg(n.id) into touched from new_rows n;
        elsif tg_op = 'DELETE' then
            select array_agg(o.id) into touched from old_rows o;
        else
            select array_agg(n.id) into touched from new_rows n join old_rows o on o.id = n.id
            where (n.agency_code, n.currency, n.case_type, n.state, n.deleted_at is null)
                is distinct from (o.agency_code, o.currency, o.case_type, o.state, o.deleted_at is null);
        end if;
    elsif tg_op = 'INSERT' then
        select array_agg(distinct n.case_id) into touched from new_rows n;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct o.case_id) into touched from old_rows o;
    else
        select array_agg(distinct r.case_id) into touched
        from (select n.case_id from new_rows n union all select o.case_id from old_rows o) r;
    end if;
    if touched is not null then
        perform escrow.regroup_cases(touched);
    end if;
    return null;
end $$;

-- After those that make the history from the case's own dates, by name.
create trigger group_on_insert after insert on escrow.escrow_case
    referencing new table as new_rows for each statement execute function escrow.case_group_changed();
create trigger group_on_update after update on escrow.escrow_case
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.case_group_changed();
create trigger group_on_delete after delete on escrow.escrow_case
    referencing old table as old_rows for each statement execute function escrow.case_group_changed();
create trigger group_on_insert after insert on escrow.case_status_history
    referencing new table as new_rows for each statement execute function escrow.case_group_changed();
create trigger group_on_update after update on escrow.case_status_history
    referencing old table as old_rows new table as new_rows for each statement execute function escrow.case_group_changed();
create trigger group_on_delete after delete on escrow.case_status_history
    referencing old table as old_rows for each statement execute function escrow.case_group_changed();

-- The months of the agencies as the ledger, the cases and their history make them, without either rollup.
create function escrow.agency_month_from_ledger() returns table (
    agency_code text, currency char(3), case_type text, state text, cancelled boolean, month date,
    opening_net numeric, deposit_net numeric, interest_net numeric, transfer_in_net numeric,
    vendor_refund_net numeric, adjustment_in_net numeric, deduction_net numeric, debit_net numeric,
    disbursement_net numeric, refund_net numeric, transfer_out_net numeric, adjustment_out_net numeric,
    with_balance numeric, negative numeric, negative_amount numeric, cases numeric)
language sql stable as $$
    with cases as (
        select c.id, c.agency_code, c.currency, c.case_type, c.state, coalesce(s.status = 'cancelled', false) as cancelled
        from escrow.escrow_case c
        left join escrow.case_status_on('infinity') s on s.case_id = c.id
        where c.deleted_at is null
    ),
    entries as (
        select e.case_id, date_trunc('month', e.posted_on::timestamp)::date as month, coalesce(e.reversed_kind, e.kind) as kind,
               sum(case when e.reversed_kind is null then e.amount else -e.amount end) as amount, sum(e.signed_amount) as net
        from escrow.ledger_entry e
        where e.deleted_at is null
        group by 1, 2, 3
    ),
    months as (
        select e.case_id, e.month, sum(e.net) as net,
               coalesce(sum(e.amount) filter (where e.kind = 'opening'), 0) as opening_net,
               coalesce(sum(e.amount) filter (where e.kind = 'deposit'), 0) as deposit_net,
               coalesce(sum(e.amount) filter (where e.kind = 'interest'), 0) as interest_net,
               coalesce(sum(e.amount) filter (where e.kind = 'transfer_in'), 0) as transfer_in_net,
               coalesce(sum(e.amount) filter (where e.kind = 'vendor_refund'), 0) as vendor_refund_net,
               coalesce(sum(e.amount) filter (where e.kind = 'adjustment_in'), 0) as adjustment_in_net,
               coalesce(sum(e.amount) filter (where e.kind = 'deduction'), 0) as deduction_net,
               coalesce(sum(e.amount) filter (where e.kind = 'debit'), 0) as debit_net,
               coalesce(sum(e.amount) filter (where e.kind = 'disbursement'), 0) as disbursement_net,
               coalesce(sum(e.amount) filter (where e.kind = 'refund'), 0) as refund_net,
               coalesce(sum(e.amount) filter (where e.kind = 'transfer_out'), 0) as transfer_out_net,
               coalesce(sum(e.amount) filter (where e.kind = 'adjustment_out'), 0) as adjustment_out_net
        from entries e
        group by e.case_id, e.month
    ),
    balances as (
        select m.*, sum(m.net) over (partition by m.case_id order by m.month) as balance
        from months m
    )
    select c.agency_code, c.currency, c.case_type, c.state, c.cancelled, b.month,
           sum(b.opening_net), sum(b.deposit_net), sum(b.interest_net), sum(b.transfer_in_net),
           sum(b.vendor_refund_net), sum(b.adjustment_in_net), sum(b.deduction_net), sum(b.debit_net),
           sum(b.disbursement_net), sum(b.refund_net), sum(b.transfer_out_net), sum(b.adjustment_out_net),
           sum((b.balance <> 0)::int - (b.balance <> b.net)::int), sum((b.balance < 0)::int - (b.balance < b.net)::int),
           sum(least(b.balance, 0) - least(b.balance - b.net, 0)), 0
    from balances b
    join cases c on c.id = b.case_id
    group by c.agency_code, c.currency, c.case_type, c.state, c.cancelled, b.month
    union all
    select c.agency_code, c.currency, c.case_type, c.state, c.cancelled, '-infinity', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*)
    from cases c
    group by c.agency_code, c.currency, c.case_type, c.state, c.cancelled
$$;

-- One row per key and figure where the months of the agencies and the ledger differ; none when all is well.
create function escrow.check_agency_month() returns table (
    agency_code text, currency char(3), case_type text, state text, cancelled boolean, month date, figure text,
    ledger_amount numeric, rollup_amount numeric)
language sql stable as $$
    select k.agency_code, k.currency, k.case_type, k.state, k.cancelled, k.month, v.figure,
           sum(v.amount) filter (where k.of_ledger), sum(v.amount) filter (where not k.of_ledger)
    from (select true as of_ledger, l.* from escrow.agency_month_from_ledger() l
          union all
          select false, m.agency_code, m.currency, m.case_type, m.state, m.cancelled, m.month,
                 m.opening_net, m.deposit_net, m.interest_net, m.transfer_in_net, m.vendor_refund_net,
                 m.adjustment_in_net, m.deduction_net, m.debit_net, m.disbursement_net, m.refund_net,
                 m.transfer_out_net, m.adjustment_out_net, m.with_balance, m.negative, m.negative_amount, m.cases
          from escrow.agency_month m) k
    cross join lateral (values ('opening_net', k.opening_net), ('deposit_net', k.deposit_net), ('interest_net', k.interest_net),
        ('transfer_in_net', k.transfer_in_net), ('vendor_refund_net', k.vendor_refund_net),
        ('adjustment_in_net', k.adjustment_in_net), ('deduction_net', k.deduction_net), ('debit_net', k.debit_net),
        ('disbursement_net', k.disbursement_net), ('refund_net', k.refund_net),
        ('transfer_out_net', k.transfer_out_net), ('adjustment_out_net', k.adjustment_out_net),
        ('with_balance', k.with_balance), ('negative', k.negative), ('negative_amount', k.negative_amount),
        ('cases', k.cases)) v (figure, amount)
    group by 1, 2, 3, 4, 5, 6, 7
    having coalesce(sum(v.amount) filter (where k.of_ledger), 0) <> coalesce(sum(v.amount) filter (where not k.of_ledger), 0)
    order by 1, 2, 3, 4, 5, 6, 7
$$;

-- Brings the months of the agencies back to the ledger and to one part each while writers wait; gives the number of figures
-- that were wrong.
create function escrow.rebuild_agency_month() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wrong bigint := 0;
begin
    lock table escrow.escrow_case, escrow.case_status_history, escrow.ledger_entry, escrow.case_month in share row exclusive mode;
    if exists (select from escrow.agency_month) then
        select count(*) into wrong from escrow.check_agency_month();
    end if;
    delete from escrow.case_group;
    insert into escrow.case_group
    select g.* from escrow.case_group_of((select array_agg(c.id order by c.id) from escrow.escrow_case c)) g;
    delete from escrow.agency_month;
    insert into escrow.agency_month (agency_code, currency, case_type, state, cancelled, month, part,
        opening_net, deposit_net, interest_net, transfer_in_net, vendor_refund_net, adjustment_in_net, deduction_net,
        debit_net, disbursement_net, refund_net, transfer_out_net, adjustment_out_net, with_balance, negative,
        negative_amount, cases)
    select l.agency_code, l.currency, l.case_type, l.state, l.cancelled, l.month, 1,
           l.opening_net, l.deposit_net, l.interest_net, l.transfer_in_net, l.vendor_refund_net, l.adjustment_in_net,
           l.deduction_net, l.debit_net, l.disbursement_net, l.refund_net, l.transfer_out_net, l.adjustment_out_net,
           l.with_balance, l.negative, l.negative_amount, l.cases
    from escrow.agency_month_from_ledger() l
    order by l.month, l.agency_code, l.currency, l.case_type, l.cancelled, l.state;
    return wrong;
end $$;

grant execute on function escrow.agency_month_from_ledger(), escrow.check_agency_month()
    to reporting_app, reporting_reader, reporting_all, reporting_scoped;
grant execute on function escrow.rebuild_agency_month() to reporting_app;

-- What was loaded before.
select escrow.rebuild_agency_month();
