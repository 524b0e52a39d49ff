-- Questions on paper. What is printed of an overview leaves the house and can be laid beside another sheet, so it is counted once,
-- when the quarter is over and its questions are due, and only what may be said is kept (docs/decisions/067-overviews-on-paper.md).

alter table overview_rule drop constraint overview_rule_code_check;
alter table overview_rule add constraint overview_rule_code_check check (code in ('record_in_days', 'release_after_days'));
insert into overview_rule (code, value, valid, legal_basis) values
  ('release_after_days', 30, daterange('2024-01-01', null),
   'Quy ước vận hành: số câu hỏi của một quý được chốt để in khi quý đã qua 30 ngày, lúc các câu hỏi nhận trong quý đã đến hạn trả lời');
-- A rule from a day on; what held until then ends the day before. Configuration, so for the whole instance.
create policy overview_rule_write on overview_rule for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
grant insert, update on overview_rule to caunoi_app;

-- A quarter that is over and was counted. Never counted again: today's figure less yesterday's is who came in between.
create table overview_release (
  quarter text primary key check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  threshold int not null check (threshold >= 5),
  released_at timestamptz not null default clock_timestamp()
);

-- Only what may be said: of the quarter a province, a former district or a commune, as they were; of its months a province.
create table overview_release_cell (
  quarter text not null references overview_release (quarter),
  -- the quarter itself, or a month of it
  period text not null check (period = quarter or period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  unit_id int not null references unit (id),
  due int not null check (due >= 5),
  in_time int not null check (in_time between 0 and due),
  primary key (period, unit_id)
);
create index overview_release_cell_by_unit on overview_release_cell (unit_id);
create index overview_release_cell_by_quarter on overview_release_cell (quarter);

create function overview_release_stays() returns trigger language plpgsql as $$
begin raise exception 'a released overview is never changed' using errcode = '23001'; end $$;
create trigger overview_release_stays before update or delete on overview_release for each row execute function overview_release_stays();
create trigger overview_release_cell_stays before update or delete on overview_release_cell for each row execute function overview_release_stays();

alter table overview_release enable row level security;
alter table overview_release_cell enable row level security;
-- what is released may be said to anybody
create policy overview_release_read on overview_release for select to caunoi_app using (true);
create policy overview_release_add on overview_release for insert to caunoi_app with check ((select caller_writes_all()));
create policy overview_release_cell_read on overview_release_cell for select to caunoi_app using (true);
create policy overview_release_cell_add on overview_release_cell for insert to caunoi_app with check ((select caller_writes_all()));
grant select, insert on overview_release, overview_release_cell to caunoi_app;
