-- An approved pay run is spent from a budget line: its entries of the ledger name it, so that it is posted once and nobody
-- takes it out but pay itself.
alter table budget_entry add column pay_run_id uuid references pay_run (id);
alter table budget_entry add constraint budget_entry_pay_is_spending check (pay_run_id is null or kind = 'spending');
create unique index budget_entry_once_a_pay_run on budget_entry (pay_run_id) where pay_run_id is not null and reverses_id is null;
create index budget_entry_by_pay_run on budget_entry (pay_run_id) where pay_run_id is not null;

create function budget_entry_goes_with_pay() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.pay_run_id is null and exists (select from budget_entry e where e.id = new.reverses_id and e.pay_run_id is not null) then
    perform budget_refuse('budget_entry_goes_with_pay');
  end if;
  return new;
end $$;
create trigger budget_entry_goes_with_pay before insert on budget_entry for each row when (new.reverses_id is not null)
  execute function budget_entry_goes_with_pay();

alter table pay_run add column budget_activity_id uuid references budget_activity (id);
alter table pay_run add column budget_chosen_by text;
alter table pay_run add column posted_at timestamptz;
alter table pay_run add constraint pay_run_posted check (posted_at is null or (status = 'approved' and budget_activity_id is not null));
create index pay_run_by_activity on pay_run (budget_activity_id) where budget_activity_id is not null;
grant update (budget_activity_id, budget_chosen_by, posted_at) on pay_run to caunoi_app;

-- As in 0170; what it is paid from may also be said after the approval, once.
create or replace function pay_run_locked() returns trigger language plpgsql as $$
declare later text[] := array['accounting_reference', 'document_id', 'version', 'budget_activity_id', 'budget_chosen_by', 'posted_at'];
begin
  if tg_op = 'DELETE' then raise exception 'a pay run is never deleted' using errcode = '23001'; end if;
  if (old.unit_id, old.month, old.number, old.made_by) is distinct from (new.unit_id, new.month, new.number, new.made_by)
     or not new.makers @> old.makers then
    raise exception 'what a pay run is of never changes' using errcode = '23001';
  end if;
  if old.status in ('approved', 'discarded') and (to_jsonb(old) - later) is distinct from (to_jsonb(new) - later) then
    raise exception 'an approved pay run is locked' using errcode = '23001';
  end if;
  if old.posted_at is not null and (old.posted_at, old.budget_activity_id, old.budget_chosen_by)
       is distinct from (new.posted_at, new.budget_activity_id, new.budget_chosen_by) then
    raise exception 'a pay run is posted once' using errcode = '23001';
  end if;
  if old.document_id is not null and new.document_id is distinct from old.document_id then
    raise exception 'the schedule of a pay run is issued once' using errcode = '23001';
  end if;
  if old.status = 'submitted' and new.status = 'approved' and (
       new.total <> (select coalesce(sum(l.amount), 0) from pay_line l where l.run_id = new.id)
       or new.lines <> (select count(*) from pay_line l where l.run_id = new.id)
       or exists (select from pay_exception e where e.run_id = new.id and e.decision is null and e.kind not in ('overCap', 'inAnotherRun'))) then
    raise exception 'a pay run whose total is not its lines' using errcode = '23514';
  end if;
  if new.status = 'approved' and old.status not in ('submitted', 'approved') then
    raise exception 'a pay run is checked before it is approved' using errcode = '23514';
  end if;
  return new;
end $$;

-- What stands in the ledger for a run is its total, to the đồng.
create function pay_run_posting_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.total <> (select coalesce(sum(e.amount), 0) from budget_entry e where e.pay_run_id = new.id) then
    raise exception 'what was posted of a pay run is not its total' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger pay_run_posting_sums before update of posted_at on pay_run for each row
  when (old.posted_at is null and new.posted_at is not null) execute function pay_run_posting_sums();
