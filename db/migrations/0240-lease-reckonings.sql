-- What is computed about a large report is a leased task like any other (platform/jobs/lease.ts): what a process that is gone
-- left behind is taken up again. What came late after its freeze is kept with the count, so that nobody's request looks for it.
alter table report_reckoning
  add column state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  add column step text not null default 'waiting' check (step in ('waiting', 'computing', 'done')),
  add column attempts int not null default 0,
  add column problem text,
  add column answer jsonb,
  add column asked_at timestamptz not null default clock_timestamp(),
  add column ended_at timestamptz,
  -- the newest of them: [{"talkId", "why"}]
  add column late_talks jsonb not null default '[]';
update report_reckoning set state = case when lease is null then 'done' else 'waiting' end;
create index report_reckoning_open on report_reckoning (beat_at) where state in ('waiting', 'running');
