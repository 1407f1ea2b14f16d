-- Purpose: three years of readings of the services that send metrics, with their seasons, gaps, late and double readings.

-- level = at the start; yearly = growth in a year; season and week = strength of their swings; peak = month of the year.
create temporary table demo_series as
with kinds as (
    select k.*
    from (values
        ('partners_crm', 'donation', 'daily', 'USD', 900.0, 0.12, 0.35, 0.25, 12, 0.35, 2),
        ('partners_crm', 'active_partners', 'monthly', 'partners', 120.0, 0.15, 0.05, 0.0, 6, 0.02, 0),
        ('partners_crm', 'new_partners', 'monthly', 'partners', 9.0, 0.08, 0.25, 0.0, 9, 0.25, 0),
        ('partners_crm', 'retention', 'monthly', 'share', 0.86, 0.01, 0.02, 0.0, 3, 0.01, 4),
        ('projects', 'budget', 'weekly', 'USD', 42000.0, 0.05, 0.0, 0.0, 1, 0.0, 2),
        ('projects', 'spent', 'weekly', 'USD', 31000.0, 0.09, 0.10, 0.0, 11, 0.08, 2),
        ('projects', 'progress', 'weekly', 'share', 0.45, 0.10, 0.0, 0.0, 1, 0.02, 4),
        ('projects', 'beneficiaries', 'weekly', 'people', 260.0, 0.20, 0.15, 0.0, 7, 0.12, 0),
        ('social_media', 'followers', 'daily', 'people', 15000.0, 0.22, 0.01, 0.0, 1, 0.001, 0),
        ('social_media', 'reach', 'daily', 'people', 5200.0, 0.10, 0.20, 0.30, 11, 0.22, 0),
        ('social_media', 'engagement', 'daily', 'actions', 380.0, 0.12, 0.18, 0.28, 11, 0.25, 0),
        ('social_media', 'posts', 'daily', 'posts', 3.0, 0.0, 0.10, 0.50, 10, 0.40, 0),
        ('notifications', 'sent', 'daily', 'messages', 2400.0, 0.18, 0.12, 0.45, 12, 0.10, 0),
        ('notifications', 'delivered', 'daily', 'messages', 2330.0, 0.18, 0.12, 0.45, 12, 0.10, 0),
        ('notifications', 'opened', 'daily', 'messages', 820.0, 0.14, 0.12, 0.45, 12, 0.14, 0),
        ('notifications', 'clicked', 'daily', 'messages', 140.0, 0.10, 0.12, 0.45, 12, 0.20, 0),
        ('notifications', 'bounced', 'daily', 'messages', 48.0, 0.02, 0.05, 0.45, 12, 0.30, 0)
    ) as k (service, metric_type, cadence, unit, level, yearly, season, week, peak, noise, decimals)
), subjects as (
    select s.*
    from (values
        ('partners_crm', array['Harbor Circle', 'Cedar Fund', 'Northlight Group', 'Blue Valley Friends', 'Maple Bridge', 'Stonefield Guild']),
        ('projects', array['Clean Water', 'School Books', 'Village Clinic', 'Solar Roofs', 'Food Garden', 'Safe Roads']),
        ('social_media', array['Facebook', 'Instagram', 'LinkedIn', 'YouTube']),
        ('notifications', array['email', 'sms', 'push'])
    ) as s (service, names)
)
select row_number() over (order by k.service, k.metric_type, n.no)::integer as n, k.*, n.subject, n.no
from kinds k
join subjects s on s.service = k.service
cross join lateral unnest(s.names) with ordinality as n (subject, no);

insert into analytics.series (service, metric_type, subject, cadence, unit)
select s.service, s.metric_type, s.subject, s.cadence, s.unit from demo_series s order by s.n;

-- Of the messages sent, each step keeps a part of the one before, from the same draw.
create temporary table demo_reading as
select s.*, t.day, s.n * 4096 + t.step as key, t.step,
       greatest(0, round((s.level * case s.unit when 'share' then 0.88 + 0.03 * s.no else 0.5 + 0.35 * s.no end * power(1 + s.yearly, (t.day - c.first_on) / 365.25)
           * (1 + s.season * cos(2 * pi() * (extract(doy from t.day)::double precision / 365.25 - (s.peak - 0.5) / 12.0)))
           * (1 - case when extract(isodow from t.day) >= 6 then s.week else 0 end)
           * (1 + s.noise * (pg_temp.u(case when s.service = 'notifications' then s.no * 4096 + t.step else s.n * 4096 + t.step end, 601)
               + pg_temp.u(case when s.service = 'notifications' then s.no * 4096 + t.step else s.n * 4096 + t.step end, 602) - 1.0)))::numeric, s.decimals)) as value
from demo_series s
cross join demo_calendar c
cross join lateral (
    select c.first_on + g.step as day, g.step from generate_series(0, c.through_on - c.first_on) as g (step) where s.cadence = 'daily'
    union all
    select c.first_on + 6 + g.step * 7, g.step from generate_series(0, (c.through_on - c.first_on - 6) / 7) as g (step) where s.cadence = 'weekly'
    union all
    select m.month_end, m.m from demo_month m where s.cadence = 'monthly' and m.m >= 1
) t;

-- Shares stay below one; a few single days stand out.
update demo_reading r set value = least(r.value, 0.995) where r.unit = 'share';
update demo_reading r set value = round(r.value * 4, r.decimals)
where r.cadence = 'daily' and r.unit <> 'share' and r.metric_type in ('donation', 'reach') and pg_temp.u(r.key, 603) < 0.0015;

insert into analytics.metric (service, source_key, metric_type, subject, value, unit, recorded_at, received_at, dimensions)
select r.service, r.metric_type || '/' || r.no || '/' || to_char(r.day, 'YYYYMMDD') || x.suffix, r.metric_type, r.subject, r.value, r.unit,
       (r.day + time '23:00') at time zone c.time_zone,
       (r.day + time '23:00') at time zone c.time_zone + x.delay, x.dimensions
from demo_reading r
cross join demo_calendar c
cross join lateral (
    -- Most arrive within minutes, some days late.
    select '' as suffix, case when pg_temp.u(r.key, 604) < 0.006 then (4 + pg_temp.pick(r.key, 605, 9)) * interval '1 day'
            else (2 + pg_temp.pick(r.key, 605, 50)) * interval '1 minute' end as delay,
           case when r.service = 'partners_crm' then jsonb_build_object('region', (array['West', 'East', 'Central'])[1 + (r.no % 3)::integer]) end as dimensions
    union all
    -- Some are sent twice.
    select '/again', interval '3 hours', null where pg_temp.u(r.key, 606) < 0.002
) x
-- Days without a reading: single ones, and a fortnight in which one channel was silent.
where pg_temp.u(r.key, 607) >= 0.003
  and not (r.service = 'notifications' and r.no = 2 and r.day between c.first_on + 500 and c.first_on + 513)
  and (r.day + time '23:00') at time zone c.time_zone + x.delay <= (c.through_on + 1 + time '00:00') at time zone c.time_zone
order by r.day, r.n, x.suffix;
