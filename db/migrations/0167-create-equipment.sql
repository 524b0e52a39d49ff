-- Equipment (trang thiết bị): what a unit has, where it stands and in what state, to whom it is lent until when, and
-- what is missing, up to the province's one list. Lending is between units; nobody's name is kept.

create table equipment_kind (
  code text not null check (code ~ '^[a-z][a-z-]*$'),
  name_vi text not null,
  name_en text not null,
  legal_basis text not null check (legal_basis <> ''),
  position int not null default 100,
  valid daterange not null default '(,)' check (not isempty(valid)),
  exclude using gist (code with =, valid with &&)
);
insert into equipment_kind (code, name_vi, name_en, legal_basis, position) values
  ('loudspeaker', 'Loa kéo, loa cầm tay', 'Portable loudspeaker', '7415/KH-UBND, mục II.5', 10),
  ('microphone', 'Micrô', 'Microphone', '7415/KH-UBND, mục II.5', 20),
  ('projector', 'Máy chiếu', 'Projector', '7415/KH-UBND, mục II.5', 30),
  ('screen', 'Màn chiếu, màn hình', 'Screen', '7415/KH-UBND, mục II.5', 40),
  ('laptop', 'Máy tính xách tay', 'Laptop', '7415/KH-UBND, mục II.5', 50),
  ('camera', 'Máy ảnh, máy ghi hình', 'Camera', '7415/KH-UBND, mục II.5', 60),
  ('recorder', 'Máy ghi âm', 'Sound recorder', '7415/KH-UBND, mục II.5', 70),
  ('generator', 'Máy phát điện', 'Generator', '7415/KH-UBND, mục II.5', 80),
  ('display-board', 'Bảng, giá trưng bày', 'Display board', '7415/KH-UBND, mục II.5', 90);

create table equipment (
  id uuid primary key,
  unit_id int not null references unit (id),
  kind text not null,
  label text not null check (char_length(label) between 1 and 200),
  -- number on the thing itself
  inventory_number text check (char_length(inventory_number) between 1 and 60),
  place text not null check (char_length(place) between 1 and 200),
  condition text not null check (condition in ('good', 'worn', 'broken', 'lost', 'retired')),
  acquired_on date not null,
  source text not null,
  cost bigint check (cost between 0 and 1000000000000000),
  -- who gave it, where somebody did; what it was paid by, where that stands in the ledger
  sponsorship_id uuid references sponsorship (id),
  entry_id uuid references budget_entry (id),
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user()
);
create index equipment_by_unit on equipment (unit_id, kind);
create unique index equipment_numbered on equipment (unit_id, inventory_number) where inventory_number is not null;

-- What became of a thing: each look at it, each change of place or unit.
create table equipment_step (
  id uuid primary key default gen_random_uuid(),
  equipment_id uuid not null references equipment (id),
  on_date date not null,
  condition text not null check (condition in ('good', 'worn', 'broken', 'lost', 'retired')),
  unit_id int not null references unit (id),
  place text not null,
  note text check (char_length(note) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  by_user text not null default caller_user()
);
create index equipment_step_by_thing on equipment_step (equipment_id, at desc);

create table equipment_loan (
  id uuid primary key,
  equipment_id uuid not null references equipment (id),
  -- whose thing it was then
  unit_id int not null references unit (id),
  to_unit_id int not null references unit (id),
  purpose text not null check (char_length(purpose) between 1 and 300),
  out_on date not null,
  due_on date not null check (due_on >= out_on),
  condition_out text not null check (condition_out in ('good', 'worn')),
  back_on date check (back_on >= out_on),
  condition_back text check (condition_back in ('good', 'worn', 'broken', 'lost')),
  note text check (char_length(note) between 1 and 500),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  check (to_unit_id <> unit_id),
  check ((back_on is null) = (condition_back is null)),
  -- a thing is with one borrower at a time, whoever presses at once
  constraint equipment_lent_once exclude using gist (
    equipment_id with =, daterange(out_on, coalesce(back_on, 'infinity'::date), '[)') with &&)
);
create index equipment_loan_out on equipment_loan (due_on, id) where back_on is null;
create index equipment_loan_by_thing on equipment_loan (equipment_id, out_on desc);
create index equipment_loan_by_borrower on equipment_loan (to_unit_id);

create table equipment_need (
  id uuid primary key,
  unit_id int not null references unit (id),
  year int not null check (year between 2000 and 2200),
  kind text not null,
  quantity int not null check (quantity between 1 and 10000),
  reason text not null check (char_length(reason) between 1 and 500),
  status text not null default 'open' check (status in ('open', 'planned', 'met', 'declined')),
  -- what was answered, by whoever is above
  answer text check (char_length(answer) between 1 and 500),
  answered_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  check ((status = 'open') = (answered_at is null)),
  check (status = 'open' or answer is not null)
);
create index equipment_need_by_year on equipment_need (year, unit_id);

-- Only what stands can be lent, and a thing that is out is neither retired nor moved until it is back.
create function equipment_lends() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare thing equipment;
begin
  select * into thing from equipment where id = new.equipment_id for update;
  if tg_op = 'INSERT' then
    if thing.condition not in ('good', 'worn') then
      raise exception 'not fit to be lent' using errcode = '23514', constraint = 'equipment_not_fit';
    end if;
    new.unit_id := thing.unit_id;
    new.condition_out := thing.condition;
  elsif new.back_on is not null and old.back_on is null then
    update equipment set condition = new.condition_back, version = version + 1 where id = thing.id;
    insert into equipment_step (equipment_id, on_date, condition, unit_id, place, note)
      values (thing.id, new.back_on, new.condition_back, thing.unit_id, thing.place, new.note);
  end if;
  return new;
end $$;
create trigger equipment_lends before insert or update on equipment_loan for each row execute function equipment_lends();

create function equipment_moves() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.unit_id <> old.unit_id or new.condition in ('lost', 'retired')) and pg_trigger_depth() = 1
     and exists (select from equipment_loan l where l.equipment_id = old.id and l.back_on is null) then
    raise exception 'it is out' using errcode = '23514', constraint = 'equipment_is_out';
  end if;
  return new;
end $$;
create trigger equipment_moves before update on equipment for each row execute function equipment_moves();
create trigger equipment_stays before delete on equipment for each statement execute function refuse_delete();
create trigger equipment_step_stays before delete or update on equipment_step for each statement execute function refuse_delete();

alter table equipment_kind enable row level security;
create policy equipment_kind_read on equipment_kind for select to caunoi_app using (true);
create policy equipment_kind_write on equipment_kind for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
alter table equipment_loan enable row level security;
create policy equipment_loan_read on equipment_loan for select to caunoi_app using (caller_reads_unit(unit_id) or caller_reads_unit(to_unit_id));
create policy equipment_loan_add on equipment_loan for insert to caunoi_app with check (caller_writes_unit(unit_id));
create policy equipment_loan_back on equipment_loan for update to caunoi_app using (caller_writes_unit(unit_id));
-- seen at its unit and above, and by who has it borrowed; asked past the loans' own policies, which ask nothing of this one
create function caller_borrows(thing uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from equipment_loan l where l.equipment_id = thing and l.back_on is null and caller_reads_unit(l.to_unit_id))
$$;
alter table equipment enable row level security;
create policy equipment_read on equipment for select to caunoi_app using (caller_reads_unit(unit_id) or caller_borrows(id));
create policy equipment_add on equipment for insert to caunoi_app with check (caller_writes_unit(unit_id));
create policy equipment_change on equipment for update to caunoi_app using (caller_writes_unit(unit_id)) with check (caller_writes_unit(unit_id));
alter table equipment_step enable row level security;
create policy equipment_step_read on equipment_step for select to caunoi_app using (exists (select from equipment e where e.id = equipment_id));
create policy equipment_step_add on equipment_step for insert to caunoi_app with check (
  exists (select from equipment e where e.id = equipment_id and caller_writes_unit(e.unit_id)));
alter table equipment_need enable row level security;
create policy equipment_need_read on equipment_need for select to caunoi_app using (caller_reads_unit(unit_id));
create policy equipment_need_add on equipment_need for insert to caunoi_app with check (caller_writes_unit(unit_id));
create policy equipment_need_change on equipment_need for update to caunoi_app using (caller_writes_unit(unit_id));

grant select, insert on equipment_kind, equipment, equipment_step, equipment_loan, equipment_need to caunoi_app;
grant update (valid) on equipment_kind to caunoi_app;
grant update (unit_id, label, inventory_number, place, condition, version) on equipment to caunoi_app;
grant update (due_on, back_on, condition_back, note) on equipment_loan to caunoi_app;
grant update (quantity, reason, status, answer, answered_at, version) on equipment_need to caunoi_app;
