-- Briefings (quán triệt) whose title names a directive, found once for all units of a plan by the words' index and told for the
-- caller's own units: asked unit by unit under each row's policy, a province's page read every talk for every commune.
create function plan_briefings(directive text, first_day date, last_day date)
returns table (id uuid, title text, unit_id int, place_id int, held_on date, attendance int)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.title, k.unit_id, k.place_unit_id, k.held_on, coalesce(k.attendance, 0)
    from talk k
   where k.kind = 'internalBriefing' and k.status in ('verified', 'counted')
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and fold_vi(k.title) like '%' || replace(replace(replace(fold_vi(directive), '\', '\\'), '%', '\%'), '_', '\_') || '%'
     and (caller_reads_all()
       or k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any (caller_units('caunoi.read')))
       or k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any (caller_units('caunoi.read'))))
$$;
