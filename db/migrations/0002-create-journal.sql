-- The journal: every write, who, when, from which unit, what, before and after. The application's role
-- appends and reads. Writers do not chain (a chain in their transaction would make them queue); a job seals
-- what has committed into batches, each of whose hashes covers its rows and the batch before.

create table journal (
  id bigint generated always as identity primary key,
  -- the writer's transaction: the sealing job only takes what no running transaction can still precede
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  device_at timestamptz,
  user_id text not null,
  unit_id int,
  command_id uuid,
  action text not null,
  subject text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  -- set by the trigger: sha256 over all of the above, and a short print of each column that only serves to
  -- name the column where the digest no longer fits
  digest bytea not null,
  prints bigint[] not null
);
create index journal_by_xid on journal (xid, id);
create index journal_by_unit on journal (unit_id, id desc);
create index journal_by_subject on journal (subject_id, id desc);

-- Text that is the same in every session: no time zone, no locale. jsonb has one text for one value.
-- plpgsql, since each write calls both: a simple expression there costs a quarter of a call into SQL.
create function journal_digest(j journal) returns bytea language plpgsql immutable parallel safe as $$
begin
  return sha256(convert_to(jsonb_build_array(
    j.id, j.xid::text, extract(epoch from j.at), extract(epoch from j.device_at), j.user_id, j.unit_id,
    j.command_id, j.action, j.subject, j.subject_id, j.before, j.after)::text, 'UTF8'));
end $$;
create function journal_prints(j journal) returns bigint[] language plpgsql immutable parallel safe as $$
begin
  return array[
    hashtextextended(j.xid::text, 0), hashtextextended(extract(epoch from j.at)::text, 0),
    hashtextextended(coalesce(extract(epoch from j.device_at)::text, ''), 0), hashtextextended(j.user_id, 0),
    hashtextextended(coalesce(j.unit_id::text, ''), 0), hashtextextended(coalesce(j.command_id::text, ''), 0),
    hashtextextended(j.action, 0), hashtextextended(j.subject, 0), hashtextextended(j.subject_id, 0),
    hashtextextended(coalesce(j.before::text, ''), 0), hashtextextended(coalesce(j.after::text, ''), 0)];
end $$;

create function journal_stamp() returns trigger language plpgsql as $$
begin
  -- never the writer's word for it
  new.xid := pg_current_xact_id();
  new.digest := journal_digest(new);
  new.prints := journal_prints(new);
  return new;
end $$;
create trigger journal_stamp before insert on journal for each row execute function journal_stamp();

-- Grants already keep the application from this; the trigger keeps every other role from it too, the owner
-- included. A superuser's hand cannot be stopped, only found: that is what the seals are for.
create function journal_keep() returns trigger language plpgsql as $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    raise exception 'the journal is append-only' using errcode = '42501';
  end if;
  return case tg_op when 'DELETE' then old when 'UPDATE' then new end;
end $$;
create trigger journal_keep before update or delete on journal for each row execute function journal_keep();
create trigger journal_keep_all before truncate on journal for each statement execute function journal_keep();

-- One row a sealed batch. Positions are (xid, id) pairs in order: batch n takes every row after the last of
-- batch n - 1 up to its own last. Digests and labels are kept so that verification names the very row.
create table journal_seal (
  number bigint primary key,
  sealed_at timestamptz not null default clock_timestamp(),
  last_xid xid8 not null,
  last_id bigint not null,
  ids bigint[] not null,
  digests bytea[] not null,
  labels text[] not null,
  previous_hash bytea not null,
  hash bytea not null
);
create trigger journal_seal_keep before update or delete on journal_seal for each row execute function journal_keep();
create trigger journal_seal_keep_all before truncate on journal_seal for each statement execute function journal_keep();

create function journal_seal_hash(number bigint, previous bytea, ids bigint[], digests bytea[], labels text[]) returns bytea
language sql immutable parallel safe as $$
  select sha256(int8send(number) || previous || (
    select string_agg(int8send(r.id) || r.digest || sha256(convert_to(r.label, 'UTF8')), ''::bytea order by r.n)
    from unnest(ids, digests, labels) with ordinality as r (id, digest, label, n)))
$$;

/* The newest seal, for the foot of a report: who holds that paper can tell later whether the journal still leads to it. */
create function journal_head() returns table (number bigint, hash text, sealed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select number, encode(hash, 'hex'), sealed_at from journal_seal order by number desc limit 1
$$;

alter table journal enable row level security;
alter table journal_seal enable row level security;
-- who may read what is in 0020, once units and their scope exist
create policy journal_append on journal for insert to caunoi_app with check (user_id = (select caller_user()));
create policy journal_seal_system on journal_seal to caunoi_app
  using ((select caller_user()) = 'system') with check ((select caller_user()) = 'system');
grant select, insert on journal to caunoi_app;
grant select, insert on journal_seal to caunoi_app;
