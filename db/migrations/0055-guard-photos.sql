-- A photo may come before its record. Whoever announces one for a talk that is there already must be allowed to
-- record that talk; for that the application has to know that it is there, even where the caller does not see it.
create function talk_is_there(id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from talk t where t.id = talk_is_there.id)
$$;
