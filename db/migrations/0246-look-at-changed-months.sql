-- Caps, least numbers and overlaps count over all units, so a talk that changes in one commune may change what is due in
-- another, months after its run. A line keeps a fingerprint of all that decided about its person's month; where that is
-- another one later, the month is looked at again.
alter table pay_line add column month_mark text;

-- Asked for all people's months at once, not for each.
create function pay_month_marks(people uuid[], months date[]) returns table (person_id uuid, month date, mark text)
language sql stable rows 1000 set search_path = public, pg_temp as $$
  with pair as materialized (
    select p.person_id, p.month from unnest(people, months) as p (person_id, month)
  ), spoke as materialized (
    select s.person_id, t.month,
           string_agg(concat_ws('|', t.id, extract(epoch from t.starts_at), coalesce(extract(epoch from t.ends_at), 0), t.place_unit_id), ',' order by t.id) as list
      from (select distinct p.person_id from pair p) w join talk_speaker s on s.person_id = w.person_id
      join talk t on t.id = s.talk_id and t.status in ('verified', 'counted') and t.month = any (months)
     group by 1, 2
  ), appointed as materialized (
    select p.person_id, p.month, string_agg(concat_ws('|', a.id, a.version), ',' order by a.id) as list
      from pair p join appointment a on a.person_id = p.person_id and a.held && daterange(p.month, (p.month + interval '1 month')::date)
     group by 1, 2
  )
  select p.person_id, p.month, md5(concat(s.list, ';', a.list)) from pair p
    left join spoke s on s.person_id = p.person_id and s.month = p.month
    left join appointed a on a.person_id = p.person_id and a.month = p.month
$$;
revoke execute on function pay_month_marks(uuid[], date[]) from public;

-- As in 0170, and: what changed after a run was computed counts, not only what changed after it was approved, since nothing
-- is computed in between (an hour earlier, so that nothing that was being written then is missed).
create or replace function pay_facts(at_unit int, of_month date, today date, run uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  back date := of_month - make_interval(months => coalesce((select p.value from pay_rule p where p.code = 'look_back_months' and p.valid @> today), 12));
  answer jsonb;
begin
  if not (caller_writes_all() or caller_holds_one('caunoi.write', array[at_unit])) then
    raise exception 'the pay of a unit out of reach' using errcode = '42501';
  end if;
  with recursive below as materialized (
    select c.descendant_id as id from unit_closure c where c.ancestor_id = at_unit and c.valid @> today
  ), near as materialized (
    select t.id, t.month, t.speaker_ids, t.place_unit_id, t.commune_id,
           md5(concat_ws('|', t.starts_at, t.ends_at, t.place_unit_id, t.status in ('verified', 'counted'))) as mark
      from talk t
     where t.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = at_unit)
       and t.status in ('verified', 'counted') and t.month between back and of_month
       and (t.month = of_month or exists (
         select from pay_run r join unit_scope s on s.ancestor_id = r.unit_id and s.descendant_id = t.commune_id
          where r.month = t.month and r.status = 'approved'))
  ), near_place as materialized (
    -- asked once a place, not once a talk
    select p.place_unit_id, p.commune_id, h.home
      from (select distinct n.place_unit_id, n.commune_id from near n) p cross join lateral pay_home(p.place_unit_id, p.commune_id, today) h
  ), mine as materialized (
    select n.id, n.month, n.speaker_ids, n.mark from near n join near_place p on p.place_unit_id = n.place_unit_id and p.commune_id = n.commune_id
     where p.home in (select id from below)
  ), paid_line as materialized (
    select l.*, r.computed_at - interval '1 hour' as seen_at from pay_line l join pay_run r on r.id = l.run_id and r.status = 'approved'
     where l.month between back and of_month and l.id in (
       select p.id from pay_run q join pay_line p on p.run_id = q.id
        where q.status = 'approved' and q.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = at_unit)
       union
       -- whoever paid it: it belongs here now, also where it no longer stands
       select p.id from talk t join pay_line p on p.talk_id = t.id
        where t.month >= back and t.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = at_unit))
  ), last_paid as materialized (
    select distinct on (person_id, claim) * from paid_line order by person_id, claim, turn desc
  ), settled_month as materialized (
    select distinct r.month from pay_run r where r.status = 'approved' and r.month >= back and r.month < of_month
  ), marked_month as materialized (
    select distinct person_id, month from last_paid where month < of_month and month_mark is not null
  ), moved as materialized (
    -- people's months of earlier runs in which something that decides is other now, also where it was in another unit
    select l.person_id, l.month
      from (select person_id, month, array_agg(distinct month_mark) as marks from last_paid where month < of_month and month_mark is not null group by 1, 2) l
      join pay_month_marks((select array_agg(g.person_id) from marked_month g), (select array_agg(g.month) from marked_month g)) now
        on now.person_id = l.person_id and now.month = l.month
     where l.marks <> array[now.mark]
  ), looked_at as materialized (
    select distinct p.person_id, m.month from mine m cross join unnest(m.speaker_ids) as p (person_id) where m.month = of_month
    union
    -- never paid, or something of it is other than when it was paid
    select p.person_id, m.month
      from mine m cross join unnest(m.speaker_ids) as p (person_id)
      left join last_paid l on l.person_id = p.person_id and l.claim = 'talk:' || m.id
     where m.month < of_month and (l.id is null or l.facts_mark is distinct from m.mark)
    union
    select l.person_id, months.month
      from last_paid l left join talk t on t.id = l.talk_id
      left join appointment a on a.id = l.appointment_id
     cross join lateral (values (l.month), (coalesce(t.month, l.month))) as months (month)
     where l.month = of_month
        or (t.id is not null and (t.status not in ('verified', 'counted') or not l.person_id = any (t.speaker_ids) or t.month <> l.month
              or l.facts_mark is distinct from md5(concat_ws('|', t.starts_at, t.ends_at, t.place_unit_id, t.status in ('verified', 'counted')))))
        or a.version is distinct from l.appointment_version
        or exists (select from appointment n where n.person_id = l.person_id and n.created_at > l.seen_at)
        or exists (select from pay_rate r where r.updated_at > l.seen_at and r.valid && daterange(l.month, (l.month + interval '1 month')::date))
        or exists (select from unit_operation o where o.recorded_at > l.seen_at and o.on_date < l.month + interval '1 month')
    union
    select person_id, month from moved
    union
    -- paid by the month where they hold their appointment, wherever they spoke; of an earlier month where it was not paid yet
    select a.person_id, m.month from appointment a
      join (select of_month as month union select month from settled_month) m on a.held && daterange(m.month, (m.month + interval '1 month')::date)
     where a.unit_id in (
         select u.id from (select s.descendant_id as id from unit_scope s where s.ancestor_id = at_unit) u
          cross join lateral pay_home(u.id, u.id, today) h where h.home in (select id from below))
       and exists (select from pay_rate r where r.per = 'month' and r.kind = a.kind and r.valid && daterange(m.month, (m.month + interval '1 month')::date))
       and exists (select from talk_speaker s join talk t on t.id = s.talk_id
                    where s.person_id = a.person_id and t.month = m.month and t.status in ('verified', 'counted'))
       and (m.month = of_month or not exists (select from last_paid l where l.person_id = a.person_id and l.talk_id is null and l.month = m.month))
  ), person_ids as materialized (select distinct l.person_id from looked_at l
  ), pair as materialized (
    select s.person_id, t.id, t.version, t.month, t.held_on, t.starts_at, t.ends_at, t.place_unit_id, t.commune_id
      from looked_at l join talk_speaker s on s.person_id = l.person_id
      join talk t on t.id = s.talk_id and t.month = l.month and t.status in ('verified', 'counted')
  ), place as materialized (
    select p.place_unit_id, p.commune_id, h.home in (select id from below) as inside, h.split
      from (select distinct place_unit_id, commune_id from pair) p cross join lateral pay_home(p.place_unit_id, p.commune_id, today) h
  ), place_day as materialized (
    select p.place_unit_id, p.commune_id, p.held_on, pay_scopes(p.place_unit_id, p.commune_id, p.held_on) as scopes
      from (select distinct place_unit_id, commune_id, held_on from pair) p
  ), talks as (
    select jsonb_agg(jsonb_build_object('personId', p.person_id, 'talkId', p.id, 'version', p.version, 'month', to_char(p.month, 'YYYY-MM'),
        'heldOn', p.held_on, 'startsAt', to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'endsAt', to_char(p.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'placeId', p.place_unit_id,
        'mark', md5(concat_ws('|', p.starts_at, p.ends_at, p.place_unit_id, true)),
        'inside', w.inside, 'split', w.split, 'scopes', to_jsonb(d.scopes), 'settled', p.id in (select m.id from mine m))
        order by p.person_id, p.starts_at, p.id) as list
      from pair p join place w on w.place_unit_id = p.place_unit_id and w.commune_id = p.commune_id
      join place_day d on d.place_unit_id = p.place_unit_id and d.commune_id = p.commune_id and d.held_on = p.held_on
  ), held_in as materialized (
    select a.*, l.month as in_month from looked_at l join appointment a on a.person_id = l.person_id
       and a.held && daterange(l.month, (l.month + interval '1 month')::date)
  ), held_at as materialized (
    select u.unit_id, u.in_month, h.home in (select id from below) as inside, h.split,
           pay_scopes(u.unit_id, u.unit_id, (u.in_month + interval '1 month')::date - 1) as scopes,
           u.in_month = of_month or exists (select from pay_run r join unit_scope s on s.ancestor_id = r.unit_id and s.descendant_id = u.unit_id
             where r.month = u.in_month and r.status = 'approved') as settled
      from (select distinct unit_id, in_month from held_in) u cross join lateral pay_home(u.unit_id, u.unit_id, today) h
  ), held as (
    select jsonb_agg(jsonb_build_object('personId', a.person_id, 'appointmentId', a.id, 'version', a.version, 'kind', a.kind, 'level', a.level, 'core', a.core,
        'from', lower(a.held), 'to', upper(a.held), 'month', to_char(a.in_month, 'YYYY-MM'), 'inside', w.inside, 'split', w.split,
        'settled', w.settled, 'scopes', to_jsonb(w.scopes)) order by a.person_id, a.id, a.in_month) as list
      from held_in a join held_at w on w.unit_id = a.unit_id and w.in_month = a.in_month
  ), claim_line as materialized (
    select l.*, r.status, r.unit_id as run_unit_id, r.number, r.month as run_month from pay_line l join pay_run r on r.id = l.run_id
     where l.person_id in (select person_id from person_ids) and l.run_id is distinct from run
  ), paid as (
    select jsonb_agg(jsonb_build_object('personId', g.person_id, 'claim', g.claim, 'talkId', g.talk_id, 'month', to_char(g.month, 'YYYY-MM'),
        'amount', g.amount, 'turns', g.turns, 'inside', h.home in (select id from below)) order by g.person_id, g.claim) as list
      from (
        select l.person_id, l.claim, sum(l.amount)::bigint as amount, max(l.turn) as turns, (array_agg(l.talk_id order by l.turn desc))[1] as talk_id,
               (array_agg(l.month order by l.turn desc))[1] as month, (array_agg(l.appointment_id order by l.turn desc))[1] as appointment_id
          from claim_line l where l.status = 'approved' group by 1, 2) g
      left join talk t on t.id = g.talk_id
      left join appointment a on a.id = g.appointment_id
     cross join lateral pay_home(coalesce(t.place_unit_id, a.unit_id), coalesce(t.commune_id, a.unit_id), today) h
     where exists (select from looked_at k where k.person_id = g.person_id
       and k.month = case when t.status in ('verified', 'counted') and g.person_id = any (t.speaker_ids) then t.month else g.month end)
  ), reserved as (
    select jsonb_agg(jsonb_build_object('personId', l.person_id, 'claim', l.claim, 'runId', l.run_id, 'unitId', l.run_unit_id,
        'number', l.number, 'month', to_char(l.run_month, 'YYYY-MM')) order by l.person_id, l.claim) as list
      from claim_line l where l.status in ('draft', 'submitted')
  ), decided as (
    select distinct on (e.person_id, e.claim, e.kind) e.person_id, e.claim, e.kind, e.detail, e.decision, e.rate_id, e.reason, e.decided_by, e.decided_at, e.run_id
      from pay_exception e join pay_run r on r.id = e.run_id
     where e.person_id in (select person_id from person_ids) and e.decision is not null and (r.status = 'approved' or r.id = run)
     order by e.person_id, e.claim, e.kind, r.id is not distinct from run desc, e.decided_at desc
  ), decisions as (
    select jsonb_agg(jsonb_build_object('personId', d.person_id, 'claim', d.claim, 'kind', d.kind, 'detail', d.detail, 'decision', d.decision,
        'rateId', d.rate_id, 'reason', d.reason, 'by', d.decided_by, 'at', d.decided_at, 'here', d.run_id is not distinct from run)
        order by d.person_id, d.claim, d.kind) as list from decided d
  ), marks as (
    select jsonb_agg(jsonb_build_object('personId', m.person_id, 'month', to_char(m.month, 'YYYY-MM'), 'mark', m.mark) order by m.person_id, m.month) as list
      from pay_month_marks((select array_agg(l.person_id) from looked_at l), (select array_agg(l.month) from looked_at l)) m
  ), rates as (
    select jsonb_agg(jsonb_build_object('id', r.id, 'scopeUnitId', r.scope_unit_id, 'kind', r.kind, 'level', r.level, 'coreOnly', r.core_only, 'per', r.per,
        'amount', r.amount, 'mostTalks', r.most_talks, 'mostAmount', r.most_amount, 'leastTalks', r.least_talks, 'legalBasis', r.legal_basis,
        'from', lower(r.valid), 'to', upper(r.valid)) order by r.id) as list
      from pay_rate r
     where exists (select from looked_at l where r.valid && daterange(l.month, (l.month + interval '1 month')::date))
  )
  select jsonb_build_object('month', to_char(of_month, 'YYYY-MM'),
      'talks', coalesce(talks.list, '[]'), 'appointments', coalesce(held.list, '[]'), 'paid', coalesce(paid.list, '[]'),
      'reserved', coalesce(reserved.list, '[]'), 'decisions', coalesce(decisions.list, '[]'), 'rates', coalesce(rates.list, '[]'), 'marks', coalesce(marks.list, '[]'))
    into answer from talks, held, paid, reserved, decisions, rates, marks;
  return answer;
end $$;
