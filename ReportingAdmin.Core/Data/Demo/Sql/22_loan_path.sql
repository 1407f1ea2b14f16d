-- Purpose: the life of the loans demo.from_n to demo.to_n, month by month, as a temporary table.

-- One row per loan and month; month m follows from month m - 1. Interest runs on the principal from last_on, the day
-- through which it was paid, and carry is what was left unpaid then, so that accrued = carry + principal x rate x days /
-- basis, to the cent; earned is what makes the roll-forward close. paid_n counts the instalments that are satisfied.
-- "offset 0" keeps each step's results from being computed again in the next.
drop table if exists pg_temp.demo_path;
create temporary table demo_path as
with recursive path as (
    select d.n, d.board_m as m,
           -- The balance that the level payment leaves after paid_n instalments (closed form), or the loan as made.
           s.upb, s.carry, s.last_on,
           s.carry + round(s.upb * d.rate * pg_temp.interest_days(d.day_count, s.last_on, mo.month_end) / d.basis, 2) as accrued,
           s.paid_n, d.rate, d.payment, d.term,
           null::date as nonaccrual_since, 'none'::text as workout, null::integer as workout_m, false as modified,
           0.00::numeric as unapplied, 0.00::numeric as fees_due,
           false as plain, 0.00::numeric as plain_principal, 0.00::numeric as plain_interest, 0.00::numeric as plain_escrow,
           null::integer as partial_m, 0.00::numeric as partial_amount,
           'active'::text as status, 0 as days_late, s.due_n - s.paid_n as behind,
           -- What happened in the month.
           case when d.board_m = 0 then s.upb else 0.00 end as beginning,
           case when d.board_m > 0 and not d.purchased then s.upb else 0.00 end as drawn,
           0.00::numeric as scheduled, 0.00::numeric as unscheduled, 0.00::numeric as capitalised, 0.00::numeric as charged_off,
           0.00::numeric as sold, case when d.purchased then s.upb else 0.00 end as adjustment,
           case when d.board_m = 0 then s.carry + round(s.upb * d.rate * pg_temp.interest_days(d.day_count, s.last_on, mo.month_end) / d.basis, 2)
               when d.purchased then s.carry else 0.00 end as acquired,
           case when d.board_m = 0 then 0.00
               else round(s.upb * d.rate * pg_temp.interest_days(d.day_count, s.last_on, mo.month_end) / d.basis, 2) end as earned,
           0.00::numeric as collected, 0.00::numeric as reversed, 0.00::numeric as waived, 0.00::numeric as disposed,
           0 as instalments, false as paid, false as nsf, false as undone, null::date as undone_on,
           null::date as received_on, null::date as effective_on, null::date as nsf_on,
           0.00::numeric as p_principal, 0.00::numeric as p_interest, 0.00::numeric as p_fees, 0.00::numeric as p_escrow, 0.00::numeric as p_unapplied,
           0.00::numeric as payoff_fee, 0.00::numeric as late_fee, null::date as late_on, null::text as late_fate,
           null::text as loss, null::text as modification, null::numeric as upb_before, null::numeric as payment_before,
           null::numeric as rate_before, null::integer as term_before, null::integer as late_before,
           null::date as left_on, null::numeric as exit_upb
    from demo_loan d
    join demo_month mo on mo.m = d.board_m
    cross join demo_calendar c
    cross join lateral (
        select t.due_n, t.due_n - d.behind as paid_n,
               case when d.board_m > 0 and not d.purchased then d.principal
                   else round((d.principal::double precision * (power(1 + d.rate::double precision / 12, d.term) - power(1 + d.rate::double precision / 12, t.due_n - d.behind))
                       / (power(1 + d.rate::double precision / 12, d.term) - 1))::numeric, 2) end as upb,
               case when d.purchased then d.boarded_on when d.board_m > 0 then d.made_on
                   else (c.first_on + (d.first_m + t.due_n - d.behind - 2) * interval '1 month')::date + d.due_day - 1 end as last_on
        from (select greatest(d.board_m - d.first_m + 1, 0) as due_n) t offset 0) b
    cross join lateral (
        select b.due_n, b.paid_n, b.upb, b.last_on,
               case when d.purchased then round(b.upb * d.rate * (d.boarded_on
                   - ((c.first_on + (d.board_m - 1) * interval '1 month')::date + d.due_day - 1)) / d.basis, 2) else 0.00 end as carry
        offset 0) s

    union all

    select d.n, a.m, w.upb, e.carry, e.last_on, e.accrued, w.paid_n, w.rate, w.payment, w.term,
           e.nonaccrual_since, w.workout, case when w.workout = r.workout then r.workout_m else a.m end, r.modified or w.modification is not null,
           r.unapplied - case when y.paid then x.unapplied_used - x.unapplied_new else 0 end,
           case when y.paid then 0.00 else r.fees_due end + f.late_due + case when x.nsf then 25.00 else 0.00 end
               + case when w.modification in ('term_extension', 'deferral') then 50.00 else 0.00 end,
           y.paid and b.instalments = 1 and not b.nsf and b.behind <= 0 and x.unscheduled = 0 and x.fees = 0 and x.unapplied_new = 0
               and a.accruing and w.status = 'active' and w.modification is null and z.drawn = 0 and not a.undone,
           x.scheduled, x.interest, x.escrow,
           case when w.partial > 0 then a.m when w.partial < 0 then 0 else r.partial_m end, case when w.partial > 0 then w.partial else r.partial_amount end,
           w.status, w.days_late, w.behind,
           r.upb, z.drawn,
           case when y.paid then x.scheduled else 0.00 end - case when a.undone then r.plain_principal else 0.00 end,
           case when y.paid then x.unscheduled else 0.00 end, w.capitalised, w.charged_off, w.sold, 0.00, 0.00,
           e.accrued - r.accrued + i.collected + e.reversed + w.waived + w.capitalised + w.disposed,
           i.collected, e.reversed, w.waived, w.disposed,
           b.instalments, y.paid, x.nsf, a.undone, case when a.undone then pg_temp.business_day(a.first_on + 1) end,
           case when x.due then x.received_on end, case when x.due then x.effective_on end, case when x.nsf then least(a.month_end, pg_temp.business_day(x.received_on + 3)) end,
           x.scheduled + x.unscheduled, x.interest, x.fees, x.escrow, x.unapplied_new - x.unapplied_used,
           case when y.paid then x.payoff_fee else 0.00 end, f.late_fee, f.late_on, f.late_fate,
           w.loss, w.modification, z.upb, r.payment, r.rate, r.term, z.days_late,
           case when w.status = 'paid_off' then x.received_on when w.status <> 'active' then a.month_end end,
           case w.status when 'paid_off' then x.scheduled + x.unscheduled when 'active' then null else z.upb end
    from path r
    join demo_loan d on d.n = r.n
    join demo_month mo on mo.m = r.m + 1
    cross join lateral (
        -- The month begins; the bank may take back last month's payment.
        select mo.m, mo.first_on, mo.month_end, d.n * 64::bigint + mo.m as key,
               greatest(mo.m - d.first_m + 1, 0) as due_n, mo.m >= d.first_m as falls_due,
               r.plain and pg_temp.u(d.n * 64::bigint + mo.m, 321) < 0.0015 as undone,
               r.nonaccrual_since is null as accruing, mo.first_on + d.due_day - 1 as due_on
        offset 0) a
    cross join lateral (
        -- How many instalments the borrower brings.
        select t.behind, t.upb, t.carry, t.paid_n, t.payoff,
               case when not a.falls_due or t.payoff or r.workout = 'bankruptcy' then 0
                   when r.workout = 'forbearance' then case when t.chance < 0.1 then 1 else 0 end
                   when t.behind <= 0 then case when t.chance < d.missed then 0 else 1 end
                   when t.behind = 1 then case when t.chance < 0.50 then 2 when t.chance < 0.72 then 1 else 0 end
                   when t.behind = 2 then case when t.chance < 0.20 then 3 when t.chance < 0.28 then 2 when t.chance < 0.48 then 1 else 0 end
                   when t.behind = 3 then case when t.chance < 0.10 then 4 when t.chance < 0.25 then 1 else 0 end
                   else case when t.chance < 0.035 then t.behind + 1 when t.chance < 0.10 then 1 else 0 end end as instalments,
               pg_temp.u(a.key, 322) < 0.006 as nsf
        from (select a.due_n - a.falls_due::integer - r.paid_n + a.undone::integer as behind,
                     r.upb + case when a.undone then r.plain_principal else 0.00 end as upb,
                     r.carry + case when a.undone then r.plain_interest else 0.00 end as carry,
                     r.paid_n - a.undone::integer as paid_n,
                     a.due_n - a.falls_due::integer - r.paid_n <= 0 and not a.undone and a.falls_due and a.m > d.board_m + 1
                         and r.workout = 'none' and pg_temp.u(a.key, 323) < d.prepaid * least(1, (a.m - d.made_m) / 30.0) as payoff,
                     pg_temp.u(a.key, 324) as chance
              offset 0) t
        offset 0) b
    cross join lateral (
        -- The day, and the interest to it. Notes of 30/360 are credited as of their due day.
        select b.instalments > 0 or b.payoff as due, t.received_on,
               case when d.day_count = '30_360' and not b.payoff then a.due_on else t.received_on end as effective_on
        from (select pg_temp.business_day(case
                  when b.payoff or b.instalments > 1 then a.first_on + 4 + pg_temp.pick(a.key, 325, 20)
                  when d.due_day = 1 then a.due_on + pg_temp.pick(a.key, 325, 13)
                  else a.due_on - 2 + pg_temp.pick(a.key, 325, 9) end) as received_on
              offset 0) t
        offset 0) p
    cross join lateral (
        select case when not p.due or not a.accruing then 0.00
               else b.carry + round(b.upb * r.rate * pg_temp.interest_days(d.day_count, r.last_on, p.effective_on) / d.basis, 2) end as accrued,
               b.instalments * r.payment as cash
        offset 0) q
    cross join lateral (
        -- Interest first, then principal, then what is paid beyond.
        select p.due, p.received_on, p.effective_on, v.nsf, v.interest, v.scheduled,
               case when b.payoff then b.upb - v.scheduled else least(b.upb - v.scheduled, v.extra + v.unapplied_used) end as unscheduled,
               v.unapplied_used, v.payoff_fee,
               case when b.instalments = 1 and b.behind <= 0 and not v.nsf and r.unapplied = 0 and b.upb > v.scheduled + 500
                   and pg_temp.u(a.key, 326) < 0.006 then 5.00 + pg_temp.pick(a.key, 327, 36) else 0.00 end as unapplied_new,
               case when p.due then r.fees_due + v.payoff_fee else 0.00 end as fees,
               b.instalments * d.escrow_part as escrow
        from (select t.*, b.nsf and b.instalments > 0 and b.behind <= 1 as nsf,
                     case when p.due and not b.nsf then least(r.unapplied, t.interest + t.scheduled) else 0.00 end as unapplied_used,
                     case when b.instalments = 1 and b.behind <= 0 and not b.nsf and pg_temp.u(a.key, 328) < 0.035
                         then round(b.upb * (0.01 + 0.08 * pg_temp.u(a.key, 329))::numeric, -1) else 0.00 end as extra,
                     case when b.payoff and not d.secured and pg_temp.u(a.key, 330) < 0.3 then 75.00 else 0.00 end as payoff_fee
              from (select i.interest,
                           case when b.payoff then least(b.upb, greatest(0.00, r.payment - q.accrued))
                               else least(b.upb, q.cash - i.interest) end as scheduled
                    from (select case when b.payoff then q.accrued when b.instalments = 0 then 0.00
                                  when not a.accruing then least(q.cash, round(b.upb * r.rate / 12 * b.instalments, 2))
                                  else least(q.cash, q.accrued) end as interest
                          offset 0) i
                    offset 0) t
              offset 0) v
        offset 0) x
    cross join lateral (
        -- After the payment; one without funds changes nothing.
        select t.paid, t.upb, t.paid and t.upb = 0 as paid_off,
               case when not a.accruing then 0.00 when t.paid then q.accrued - x.interest else b.carry end as carry,
               case when a.accruing and t.paid then x.effective_on else r.last_on end as last_on,
               b.paid_n + case when t.paid then b.instalments else 0 end as paid_n,
               case when d.revolving and t.paid and b.behind <= 0 and not b.payoff and t.upb > 0 and a.accruing and pg_temp.u(a.key, 331) < 0.03
                   then 500.00 + 100 * pg_temp.pick(a.key, 332, 45) else 0.00 end as drawn
        from (select x.due and not x.nsf as paid,
                     b.upb - case when x.due and not x.nsf then x.scheduled + x.unscheduled else 0.00 end as upb
              offset 0) t
        offset 0) y
    cross join lateral (
        -- A draw on the 28th, then the close of the month.
        select t.upb, t.drawn, t.carry, t.last_on, t.behind, t.payment,
               case when y.paid_off or not a.accruing then 0.00
                   else t.carry + round(t.upb * r.rate * pg_temp.interest_days(d.day_count, t.last_on, a.month_end) / d.basis, 2) end as accrued,
               case when t.behind > 0 and not y.paid_off
                   then greatest(0, a.month_end - ((a.first_on + (d.first_m + y.paid_n - a.m) * interval '1 month')::date + d.due_day - 1)) else 0 end as days_late
        from (select y.upb + y.drawn as upb, y.drawn, a.due_n - y.paid_n as behind,
                     case when y.drawn > 0 then y.carry + round(y.upb * r.rate * pg_temp.interest_days(d.day_count, y.last_on, a.first_on + 27) / d.basis, 2)
                         else y.carry end as carry,
                     case when y.drawn > 0 then a.first_on + 27 else y.last_on end as last_on,
                     case when y.drawn > 0 then pg_temp.level_payment(y.upb + y.drawn, r.rate, greatest(12, r.term - y.paid_n)) else r.payment end as payment
              offset 0) t
        offset 0) z
    cross join lateral (
        -- Sold, charged off in part or in full, or modified, at the close of the month's last day.
        select t.status, t.loss, t.modification, t.partial, t.capitalised, t.waived, t.term, t.rate, t.upb,
               t.charged_off, t.sold, t.disposed, t.paid_n,
               case when t.modification is null then z.behind else 0 end as behind, case when t.modification is null then z.days_late else 0 end as days_late,
               case when t.modification is not null and t.modification <> 'deferral'
                   then pg_temp.level_payment(t.upb, t.rate, greatest(6, t.term - t.paid_n)) else z.payment end as payment,
               case when t.status <> 'active' then r.workout
                   when r.workout = 'bankruptcy' or pg_temp.u(a.key, 333) < 0.006 and z.behind > 0 and t.modification is null then 'bankruptcy'
                   when d.secured and z.days_late >= 120 and t.modification is null then 'foreclosure'
                   when r.workout = 'forbearance' and a.m - r.workout_m < 3
                       or r.workout = 'none' and z.behind in (1, 2) and t.modification is null and pg_temp.u(a.key, 334) < 0.03 then 'forbearance'
                   else 'none' end as workout
        from (select s.status, s.loss, s.modification, s.partial,
                     case when s.modification in ('capitalisation', 'combination') then z.accrued else 0.00 end as capitalised,
                     case when s.modification = 'rate_cut' and pg_temp.u(a.key, 335) < 0.5 then z.accrued else 0.00 end as waived,
                     r.term + case s.modification when 'term_extension' then case when d.secured then 60 else 24 end
                         when 'combination' then 24 when 'deferral' then z.behind else 0 end as term,
                     case when s.modification in ('rate_cut', 'combination') then greatest(0.02, r.rate - 0.02) else r.rate end as rate,
                     z.upb + case when s.modification in ('capitalisation', 'combination') then z.accrued else 0.00 end
                         - s.charged_off - case when s.status = 'sold' then z.upb else 0.00 end as upb,
                     s.charged_off, case when s.status = 'sold' then z.upb else 0.00 end as sold,
                     case when s.status = 'sold' then z.accrued else 0.00 end as disposed,
                     case when s.modification is not null then a.due_n else y.paid_n end as paid_n
              from (select k.status, k.loss, k.modification, k.partial,
                           case when k.status = 'charged_off' then z.upb when k.modification = 'principal_reduction' then round(z.upb * 0.1, 2)
                               else k.partial end as charged_off
                    from (select j.status,
                                 case when j.status = 'charged_off' then case when r.workout = 'bankruptcy' then 'bankruptcy' else 'past due' end end as loss,
                                 case when j.status <> 'active' then 0.00
                                     when d.secured and z.days_late >= 180 and r.partial_m is null then round(z.upb * 0.2, 2)
                                     when r.partial_m = a.m - 1 and pg_temp.u(a.key, 336) < 0.25 then -r.partial_amount
                                     else 0.00 end as partial,
                                 case when j.status = 'active' and z.behind >= 2 and z.days_late < 180 and not r.modified and r.workout <> 'bankruptcy'
                                     and r.partial_m is null and pg_temp.u(a.key, 337) < 0.09
                                     then (array['rate_cut', 'term_extension', 'deferral', 'principal_reduction', 'capitalisation', 'combination'])
                                         [1 + pg_temp.pick(a.key, 338, 6)] end as modification
                          from (select case when y.paid_off then 'paid_off'
                                    when d.sale_m = a.m and z.behind <= 1 and a.accruing then 'sold'
                                    when r.workout = 'bankruptcy' and a.m - r.workout_m >= 2
                                        or not d.secured and z.days_late >= 120 and (z.days_late >= 180 or pg_temp.u(a.key, 339) < 0.85)
                                        or d.secured and z.days_late >= 240 and pg_temp.u(a.key, 339) < 0.4 then 'charged_off'
                                    else 'active' end as status
                                offset 0) j
                          offset 0) k
                    offset 0) s
              offset 0) t
        offset 0) w
    cross join lateral (
        -- Accrual stops at 90 days, what was accrued is reversed; it resumes when all is paid. Changed terms hold from here.
        select case when t.cleared then 0.00 else z.accrued end as accrued,
               case when t.cleared or t.resumes then 0.00 when t.changes then z.accrued else z.carry end as carry,
               case when t.cleared or t.resumes or t.changes then a.month_end else z.last_on end as last_on,
               case when t.stops then a.month_end when t.resumes then null else r.nonaccrual_since end as nonaccrual_since,
               case when t.stops or w.status = 'charged_off' then z.accrued else 0.00 end as reversed
        from (select h.stops, h.stops or w.status <> 'active' or w.capitalised > 0 or w.waived > 0 as cleared,
                     w.status = 'active' and not a.accruing and z.behind <= 0 as resumes,
                     w.modification is not null or w.charged_off <> 0 as changes
              from (select w.status = 'active' and a.accruing and w.days_late >= 90 as stops offset 0) h
              offset 0) t
        offset 0) e
    cross join lateral (
        select case when y.paid then x.interest else 0.00 end - case when a.undone then r.plain_interest else 0.00 end as collected offset 0) i
    cross join lateral (
        -- A late fee 15 days after a missed due day; some are waived, some stay open.
        select t.late_fee, t.late_on, t.late_fate, case when t.late_fate = 'collected' then t.late_fee else 0.00 end as late_due
        from (select case when h.late then greatest(15.00, round(r.payment * 0.05, 2)) else 0.00 end as late_fee,
                     case when h.late then least(a.month_end, a.due_on + 15) end as late_on,
                     case when h.late then case when pg_temp.u(a.key, 340) < 0.75 then 'collected' when pg_temp.u(a.key, 340) < 0.9 then 'waived' else 'open' end end as late_fate
              from (select a.falls_due and not y.paid and r.workout = 'none' and a.accruing and b.behind <= 3 as late offset 0) h
              offset 0) t
        offset 0) f
    where r.status = 'active'
)
select p.* from path p;
create unique index on demo_path (n, m);
analyze demo_path (n, m, status, p_fees, days_late);
