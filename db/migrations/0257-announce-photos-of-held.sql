-- An officer who accepts a held record announces its pictures in the name of who took them and will send them: so may
-- whoever settles, while that record is held (its talk may not be there yet).
create function may_settle_for(sender text, talk uuid) returns boolean language sql stable as $$
  select exists (
    select from command c
     where c.outcome in ('held', 'conflict') and c.user_id = sender and c.payload ->> 'talkId' = talk::text
       and caller_writes_unit(c.unit_id))
$$;

drop policy talk_photo_read on talk_photo;
create policy talk_photo_read on talk_photo to caunoi_app
  using (
    user_id = (select caller_user())
    or exists (select from talk t where t.id = talk_id)
    or may_settle_for(user_id, talk_id))
  with check (
    user_id = (select caller_user()) or (select caller_writes_all()) or may_settle_for(user_id, talk_id));
