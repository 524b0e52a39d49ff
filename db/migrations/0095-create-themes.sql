-- Themes of the week and the month: what people asked, counted once when the period is over, never again.
-- Only counts that may be said are stored; kernel/suppression.ts and docs/decisions/050 say why that is safe.

-- In which week, place and topic a question was counted. Nobody reads it but the task that releases.
create table theme_entry (
  question_id uuid primary key references question (id),
  -- the Monday of the week
  week date not null check (extract(isodow from week) = 1),
  province_id int not null,
  commune_id int not null,
  topic text not null
);
create index theme_entry_by_week on theme_entry (week, province_id, topic);

-- A period that is over and was released. A month is the weeks whose Thursday lies in it (ISO 8601).
create table theme_release (
  kind text not null check (kind in ('week', 'month')),
  starts_on date not null check (extract(isodow from starts_on) = 1),
  ends_on date not null check (extract(isodow from ends_on) = 7),
  threshold int not null check (threshold >= 5),
  released_at timestamptz not null default clock_timestamp(),
  primary key (kind, starts_on)
);

-- kind 'week': unit_id is the province; 'month': a commune (or the province itself, where a question names no commune);
-- 'rest': the province, what the weeks of that month that are not shown hold together.
create table theme_cell (
  kind text not null check (kind in ('week', 'month', 'rest')),
  release_kind text not null generated always as (case kind when 'week' then 'week' else 'month' end) stored,
  starts_on date not null,
  province_id int not null references unit (id),
  unit_id int not null references unit (id),
  -- id of a topic, or 'unsorted'
  topic text not null,
  count int not null check (count >= 5),
  primary key (kind, starts_on, unit_id, topic),
  foreign key (release_kind, starts_on) references theme_release (kind, starts_on)
);
create index theme_cell_by_province on theme_cell (province_id, kind, starts_on);

create function theme_province(place int, day date) returns int language sql stable as $$
  select coalesce((
    select c.ancestor_id from unit_closure c
      join unit_version v on v.unit_id = c.ancestor_id and v.valid @> day
     where c.descendant_id = place and c.valid @> day and v.kind in (select k.id from unit_kind k where k.level = 'province')
     order by c.depth limit 1), place)
$$;

create function theme_stays() returns trigger language plpgsql as $$
begin raise exception 'a released theme is never changed' using errcode = '23001'; end $$;
create trigger theme_release_stays before update or delete on theme_release for each row execute function theme_stays();
create trigger theme_cell_stays before update or delete on theme_cell for each row execute function theme_stays();
create trigger theme_entry_stays before update or delete on theme_entry for each row execute function theme_stays();

alter table theme_entry enable row level security;
alter table theme_release enable row level security;
alter table theme_cell enable row level security;
create policy theme_entry_release on theme_entry to caunoi_app using ((select caller_writes_all())) with check ((select caller_writes_all()));
-- what is released may be said to anybody
create policy theme_release_read on theme_release for select to caunoi_app using (true);
create policy theme_release_add on theme_release for insert to caunoi_app with check ((select caller_writes_all()));
create policy theme_cell_read on theme_cell for select to caunoi_app using (true);
create policy theme_cell_add on theme_cell for insert to caunoi_app with check ((select caller_writes_all()));
grant select, insert on theme_entry, theme_release, theme_cell to caunoi_app;
