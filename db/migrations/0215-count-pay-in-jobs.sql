-- A pay run is computed by a job, so that nobody's request waits for ten thousand lines, and no run waits for another: that
-- two never pay the same is kept by pay_line's unique (person_id, claim, turn) alone.
create table pay_task (
  id uuid primary key,
  run_id uuid not null references pay_run (id),
  -- submit: computed once more, and handed to the checker where nothing has moved
  kind text not null check (kind in ('compute', 'submit')),
  -- of the run, as it was looked at by who asked
  version int not null,
  -- who asked, with the roles held then
  caller jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  step text not null default 'waiting' check (step in ('waiting', 'gathering', 'computing', 'writing', 'done')),
  done int not null default 0,
  total int not null default 0,
  attempts int not null default 0,
  lease uuid,
  beat_at timestamptz,
  problem text,
  answer jsonb,
  asked_by text not null default caller_user(),
  asked_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index pay_task_one_at_a_time on pay_task (run_id) where state in ('waiting', 'running');
create index pay_task_newest on pay_task (run_id, asked_at desc);
create index pay_task_open on pay_task (beat_at) where state in ('waiting', 'running');

alter table pay_task enable row level security;
create policy pay_task_read on pay_task for select to caunoi_app using (run_id in (select id from pay_run));
create policy pay_task_insert on pay_task for insert to caunoi_app with check (run_id in (select caller_drafts()));
create policy pay_task_update on pay_task for update to caunoi_app using ((select caller_writes_all()) or run_id in (select caller_drafts()));
grant select, insert on pay_task to caunoi_app;
grant update (state, step, done, total, attempts, lease, beat_at, problem, answer, ended_at) on pay_task to caunoi_app;
