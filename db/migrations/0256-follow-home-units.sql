-- The unit where somebody works, after a reorganisation. What the account says stays as it was written; where that unit is
-- today is read from the successions: the successor of a merge, and of a division the first of its parts (by code, then in the
-- order of the decision) until the person says which one it is.

-- What a unit is today: itself while it stands, else the units that it went to, wherever those went in turn; none where it ended.
create function units_today(unit int) returns setof int
language sql stable strict security definer rows 2 set search_path = public, pg_temp as $$
  with recursive led (id) as (
    select units_today.unit
    union
    select s.to_id from led join unit u on u.id = led.id and u.dissolved <= today_vn()
      join unit_succession s on s.from_id = u.id and s.on_date = u.dissolved)
  select u.id from led join unit u on u.id = led.id
    left join unit_version v on v.unit_id = u.id and v.valid @> today_vn()
   where u.dissolved is null or u.dissolved > today_vn()
   order by v.code nulls last, u.id
$$;

create function home_today(unit int) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select u from units_today(unit) u limit 1), unit)
$$;

-- The account's own unit, else that of its first role with a unit; as it is written.
create function account_home(of_user text) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(u.home_unit_id, (select g.unit_id from role_grant g
    where g.user_id = u.id and g.valid @> today_vn() and g.unit_id is not null order by g.created_at, g.id limit 1))
    from account_user u where u.id = of_user
$$;
