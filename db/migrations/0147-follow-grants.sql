-- A role that was granted at a unit holds at what that unit has become, where it became one whole unit: ended at the
-- old one, begun at the new one the same day, a note in the journal for each. Where a unit was divided, or ended without
-- a successor, nobody but an administrator can say what becomes of it: such grants stay and are listed.
create function grants_follow_units(since date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
  rest daterange;
  seen uuid[] := '{}';
  moved boolean := true;
begin
  while moved loop
    moved := false;
    for held in
      select g.id, g.user_id, g.role, g.unit_id, g.valid, g.granted_by, u.dissolved as on_day, s.to_id
      from role_grant g join unit u on u.id = g.unit_id and u.dissolved >= since
        join lateral (
          select min(x.to_id) as to_id from unit_succession x where x.from_id = u.id and x.on_date = u.dissolved
          having count(*) = 1 and bool_and(x.extent = 'full')) s on true
      where (upper_inf(g.valid) or upper(g.valid) > u.dissolved) and g.id <> all (seen)
    loop
      seen := seen || held.id;
      rest := daterange(greatest(lower(held.valid), held.on_day), upper(held.valid));
      if not exists (select from role_grant h where h.user_id = held.user_id and h.role = held.role and h.unit_id = held.to_id and h.valid @> rest) then
        begin
          insert into role_grant (user_id, role, unit_id, valid, granted_by) values (held.user_id, held.role, held.to_id, rest, held.granted_by);
        exception when exclusion_violation then
          -- holds it there for a part of the time: for a person to put right
          continue;
        end;
      end if;
      if lower(held.valid) < held.on_day then
        update role_grant set valid = daterange(lower(held.valid), held.on_day) where id = held.id;
      else
        delete from role_grant where id = held.id;
      end if;
      insert into journal (user_id, unit_id, action, subject, subject_id, before, after)
      values (coalesce(nullif(caller_user(), ''), 'system'), held.to_id, 'account.grant-followed', 'account', held.user_id,
        jsonb_build_object('role', held.role, 'unitId', held.unit_id), jsonb_build_object('role', held.role, 'unitId', held.to_id, 'from', held.on_day));
      moved := true;
    end loop;
  end loop;
end $$;
revoke execute on function grants_follow_units(date) from public;

-- After each operation on the tree: talks stand in the commune of their day, roles follow their unit.
create or replace function refresh_after_units_change(since date) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update talk t set commune_id = c.now_in
    from (select id, commune_of(place_unit_id, held_on) as now_in from talk where held_on >= since) c
   where c.id = t.id and c.now_in <> t.commune_id;
  select grants_follow_units(since);
$$;
