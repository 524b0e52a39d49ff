-- Topics are configuration too: each row holds from a day on with its legal basis. `topic` is what holds today, so that
-- whoever names a topic goes on reading one table; it is brought into line when a row begins.
create table topic_setting (
  topic_id text not null references topic (id),
  label_vi text not null check (char_length(label_vi) between 1 and 150),
  label_en text not null check (char_length(label_en) between 1 and 150),
  position int not null,
  active boolean not null,
  legal_basis text not null check (legal_basis <> ''),
  valid daterange not null default '(,)',
  set_by text not null default caller_user(),
  exclude using gist (topic_id with =, valid with &&)
);
insert into topic_setting (topic_id, label_vi, label_en, position, active, legal_basis, set_by)
  select id, label_vi, label_en, position, active, coalesce(legal_basis, 'Danh mục ban đầu của phần mềm'), 'system' from topic;

alter table topic_setting enable row level security;
create policy topic_setting_read on topic_setting for select to caunoi_app using (true);
create policy topic_setting_write on topic_setting for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
grant select, insert, update, delete on topic_setting to caunoi_app;

-- Under the caller's own rights: only who may write the configuration changes what holds.
create function apply_topics(day date) returns int language sql as $$
  with changed as (
    update topic t set label_vi = s.label_vi, label_en = s.label_en, position = s.position, active = s.active, legal_basis = s.legal_basis
      from topic_setting s
     where s.topic_id = t.id and s.valid @> day
       and (t.label_vi, t.label_en, t.position, t.active, t.legal_basis) is distinct from (s.label_vi, s.label_en, s.position, s.active, s.legal_basis)
    returning t.id)
  select count(*)::int from changed
$$;
