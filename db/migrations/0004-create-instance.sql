-- What this database is (an instance that fills itself with the demo says so before it begins, so that a kill
-- in the middle is seen), and the one way in which the application may ask for a background job.

create table instance (
  only_row boolean primary key default true check (only_row),
  demo text not null default 'no' check (demo in ('no', 'filling', 'filled')),
  created_at timestamptz not null default clock_timestamp()
);
insert into instance default values;
alter table instance enable row level security;
create policy instance_read on instance for select to caunoi_app using (true);
create policy instance_mark on instance for update to caunoi_app using ((select caller_writes_all()));
grant select on instance to caunoi_app;
grant update (demo) on instance to caunoi_app;

-- Jobs are kept by graphile-worker in a schema of its own, which the application's role cannot touch. A job
-- asked for in a transaction exists when that transaction has committed, and not otherwise.
create function enqueue_job(task text, payload json, run_at timestamptz default null, job_key text default null)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload, run_at => run_at, job_key => job_key, max_attempts => 25);
end $$;
revoke all on function enqueue_job(text, json, timestamptz, text) from public;
grant execute on function enqueue_job(text, json, timestamptz, text) to caunoi_app;
