-- Who may come in, and what each may do where. The tables of signing in (account_user, account_session,
-- account_credential, account_verification, account_totp, account_passkey) are read and written by the sign-in
-- library over connections that carry `caunoi.auth = on` (platform/auth); no request of a room has that.

create function caller_is_sign_in() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('caunoi.auth', true), '') = 'on' $$;
/* The command line and jobs: whoever sits at the machine holds the whole instance anyway. */
create function caller_is_machine() returns boolean language sql stable parallel safe
  as $$ select caller_user() in ('system', 'cli') $$;
create function today_vn() returns date language sql stable parallel safe
  as $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;

create table account_user (
  id text primary key default gen_random_uuid()::text,
  user_name text unique check (user_name = lower(user_name)),
  shown_user_name text,
  name text not null check (length(name) between 1 and 120),
  -- the library wants an address; ours is made from the user name and never written to
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- the unit that the journal names, and whose administrators look after this account
  home_unit_id int references unit (id),
  -- an account of a demo instance: it opens no door where DEMO=0
  demo boolean not null default false,
  must_change_password boolean not null default false,
  disabled_at timestamptz
);
create index account_user_by_home on account_user (home_unit_id);

create table account_session (
  id text primary key default gen_random_uuid()::text,
  token text not null unique,
  user_id text not null references account_user (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text
);
create index account_session_by_user on account_session (user_id);

create table account_credential (
  id text primary key default gen_random_uuid()::text,
  account_id text not null,
  provider_id text not null,
  user_id text not null references account_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create unique index account_credential_by_user on account_credential (user_id, provider_id);

create table account_verification (
  id text primary key default gen_random_uuid()::text,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_verification_by_identifier on account_verification (identifier);

create table account_totp (
  id text primary key default gen_random_uuid()::text,
  user_id text not null references account_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean,
  failed_verification_count int,
  locked_until timestamptz
);
create index account_totp_by_user on account_totp (user_id);
create index account_totp_by_secret on account_totp (secret);

create table account_passkey (
  id text primary key default gen_random_uuid()::text,
  user_id text not null references account_user (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter int not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index account_passkey_by_user on account_passkey (user_id);

-- The roster person that an account belongs to: "my own talks" hang on it. The roster comes later, so no reference.
create table account_person (
  user_id text primary key references account_user (id) on delete cascade,
  person_id uuid not null unique
);

create table role_grant (
  id uuid primary key default gen_random_uuid(),
  user_id text not null references account_user (id) on delete cascade,
  role text not null check (role in ('administrator', 'unitHead', 'officer', 'verifier', 'analyst', 'speaker')),
  -- null: the whole instance
  unit_id int references unit (id),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  granted_by text,
  created_at timestamptz not null default now(),
  constraint role_grant_once exclude using gist (
    user_id with =, role with =, coalesce(unit_id, 0) with =, valid with &&)
);
create index role_grant_by_user on role_grant (user_id);
create index role_grant_by_unit on role_grant (unit_id);

create table api_token (
  id uuid primary key default gen_random_uuid(),
  user_id text not null references account_user (id) on delete cascade,
  -- sha256 of the whole token; the token itself is shown once and kept nowhere
  token_hash bytea not null unique,
  label text not null check (length(label) between 1 and 120),
  created_at timestamptz not null default now(),
  expires_on date,
  last_used_on date,
  revoked_at timestamptz
);
create index api_token_by_user on api_token (user_id);

-- Whoever holds principals in memory hears at once that one changed.
create function account_changed() returns trigger language plpgsql as $$
declare changed jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('caunoi_access', coalesce(changed ->> 'user_id', changed ->> 'id'));
  return null;
end $$;
create trigger account_changed after update or delete on account_user for each row
  execute function account_changed();
create trigger account_changed after delete on account_session for each row execute function account_changed();
create trigger account_changed after insert or update or delete on account_person for each row execute function account_changed();
create trigger account_changed after insert or update or delete on role_grant for each row execute function account_changed();
create trigger account_changed after delete or update of revoked_at, expires_on on api_token for each row execute function account_changed();

-- The rank of a role: nobody grants above their own.
create function role_rank(role text) returns int language sql immutable parallel safe as $$
  select array_position(array['speaker', 'analyst', 'verifier', 'officer', 'unitHead', 'administrator'], role)
$$;

-- These look behind the policies on purpose (their owner is the tables' owner): a policy on role_grant that
-- read role_grant would run in circles.
create function caller_may_grant(wanted text, at_unit int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select caller_is_machine() or exists (
    select from role_grant g
    where g.user_id = caller_user() and g.valid @> today_vn()
      and g.role in ('administrator', 'unitHead') and role_rank(g.role) >= role_rank(wanted)
      and (g.unit_id is null or exists (
        select from unit_scope s where s.ancestor_id = g.unit_id and s.descendant_id = at_unit)))
$$;
/* The name to show for whoever wrote something; names only, for everyone signed in. */
create function account_name(id text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case id when 'system' then 'Cầu Nối' when 'cli' then 'Dòng lệnh' else (select name from account_user u where u.id = account_name.id and caller_user() <> '') end
$$;
create function caller_looks_after(user_id text, setting text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
      select from account_user u join unit_scope s on s.descendant_id = u.home_unit_id
      where u.id = user_id and s.ancestor_id = any(caller_units(setting)))
    or exists (
      select from role_grant g join unit_scope s on s.descendant_id = g.unit_id
      where g.user_id = caller_looks_after.user_id and s.ancestor_id = any(caller_units(setting)))
$$;
/* To write: everything that the account may do lies within the caller's own subtree. */
create function caller_governs(user_id text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select caller_looks_after(user_id, 'caunoi.write') and not exists (
    select from role_grant g
    where g.user_id = caller_governs.user_id and upper(g.valid) is distinct from lower(g.valid)
      and (upper_inf(g.valid) or upper(g.valid) > today_vn())
      and (g.unit_id is null or not exists (
        select from unit_scope s where s.descendant_id = g.unit_id and s.ancestor_id = any(caller_units('caunoi.write')))))
$$;
/* How many grants an account holds now or later, those included that the caller does not see. */
create function account_grant_count(for_user text) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from role_grant g where g.user_id = for_user and (upper_inf(g.valid) or upper(g.valid) > today_vn())
$$;
/* Whether somebody else, or this one by another grant, still administers the whole instance. */
create function account_administrator_remains(without_user text, or_only_grant uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
      select from role_grant g where g.user_id = without_user and g.role = 'administrator' and g.unit_id is null and g.valid @> today_vn())
    or exists (
      select from role_grant g join account_user u on u.id = g.user_id
      where g.role = 'administrator' and g.unit_id is null and g.valid @> today_vn() and u.disabled_at is null
        and (case when or_only_grant is null then g.user_id <> without_user else g.id <> or_only_grant end))
$$;
/* A grant that was taken back before it had held for a day leaves no empty row behind; the journal keeps it. */
create function role_grant_withdraw(grant_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from role_grant g where g.id = grant_id and lower(g.valid) >= today_vn() and caller_may_grant(g.role, g.unit_id)
$$;

alter table account_user enable row level security;
alter table account_session enable row level security;
alter table account_credential enable row level security;
alter table account_verification enable row level security;
alter table account_totp enable row level security;
alter table account_passkey enable row level security;
alter table account_person enable row level security;
alter table role_grant enable row level security;
alter table api_token enable row level security;

create policy account_user_read on account_user for select to caunoi_app using (
  (select caller_is_sign_in()) or id = (select caller_user()) or (select caller_reads_all())
  or caller_looks_after(id, 'caunoi.read'));
create policy account_user_add on account_user for insert to caunoi_app with check (
  (select caller_is_sign_in()) or (select caller_writes_all()) or home_unit_id in (
    select descendant_id from unit_scope where ancestor_id = any (caller_units('caunoi.write'))));
create policy account_user_change on account_user for update to caunoi_app using (
  (select caller_is_sign_in()) or id = (select caller_user()) or (select caller_writes_all())
  or caller_governs(id));

create policy account_session_read on account_session for select to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_writes_all())
  or caller_governs(user_id));
create policy account_session_add on account_session for insert to caunoi_app with check ((select caller_is_sign_in()));
create policy account_session_change on account_session for update to caunoi_app using ((select caller_is_sign_in()));
create policy account_session_end on account_session for delete to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_writes_all())
  or caller_governs(user_id));

-- Passwords can be set by whoever looks after the account, and read by nobody but sign-in.
create policy account_credential_all on account_credential to caunoi_app
  using ((select caller_is_sign_in())) with check ((select caller_is_sign_in()));
create function account_set_password(for_user text, hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (caller_writes_all() or caller_is_machine() or caller_user() = for_user or caller_governs(for_user)) then
    raise exception 'not yours to set' using errcode = '42501';
  end if;
  insert into account_credential (account_id, provider_id, user_id, password)
    values (for_user, 'credential', for_user, hash)
    on conflict (user_id, provider_id) do update set password = excluded.password, updated_at = now();
end $$;
/* Takes the second factor away from somebody who lost their phone. */
create function account_drop_second_factor(for_user text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (caller_writes_all() or caller_is_machine() or caller_governs(for_user)) then
    raise exception 'not yours to end' using errcode = '42501';
  end if;
  delete from account_totp where user_id = for_user;
  delete from account_passkey where user_id = for_user;
  update account_user set two_factor_enabled = false where id = for_user;
end $$;

create policy account_verification_all on account_verification to caunoi_app
  using ((select caller_is_sign_in())) with check ((select caller_is_sign_in()));
-- a challenge that has passed may be forgotten by the job that tidies up
create policy account_verification_passed on account_verification for select to caunoi_app using ((select caller_is_machine()) and expires_at < now());
create policy account_verification_forget on account_verification for delete to caunoi_app using ((select caller_is_machine()) and expires_at < now());
create policy account_totp_all on account_totp to caunoi_app
  using ((select caller_is_sign_in())) with check ((select caller_is_sign_in()));
create policy account_passkey_all on account_passkey to caunoi_app
  using ((select caller_is_sign_in())) with check ((select caller_is_sign_in()));
create policy account_passkey_own on account_passkey for select to caunoi_app using (user_id = (select caller_user()));

create policy account_person_read on account_person for select to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_reads_all())
  or caller_looks_after(user_id, 'caunoi.read'));
create policy account_person_write on account_person to caunoi_app
  using ((select caller_writes_all()) or caller_governs(user_id))
  with check ((select caller_writes_all()) or caller_governs(user_id));

create policy role_grant_read on role_grant for select to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any (caller_units('caunoi.read'))));
create policy role_grant_add on role_grant for insert to caunoi_app with check (caller_may_grant(role, unit_id));
create policy role_grant_change on role_grant for update to caunoi_app
  using (caller_may_grant(role, unit_id)) with check (caller_may_grant(role, unit_id));

create policy api_token_read on api_token for select to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_writes_all())
  or caller_governs(user_id));
create policy api_token_add on api_token for insert to caunoi_app with check (
  user_id = (select caller_user()) or (select caller_is_machine()));
create policy api_token_change on api_token for update to caunoi_app using (
  (select caller_is_sign_in()) or user_id = (select caller_user()) or (select caller_writes_all())
  or caller_governs(user_id));

grant select, insert, update, delete on account_session, account_credential, account_verification, account_totp, account_passkey to caunoi_app;
grant select, insert, update on account_user to caunoi_app;
grant select, insert, update, delete on account_person to caunoi_app;
grant select, insert on role_grant to caunoi_app;
grant update (valid) on role_grant to caunoi_app;
grant select, insert on api_token to caunoi_app;
grant update (label, expires_on, last_used_on, revoked_at) on api_token to caunoi_app;

-- The journal is read by whoever reads the unit that it happened in; one's own entries by oneself.
create policy journal_read on journal for select to caunoi_app using (
  (select caller_reads_all()) or user_id = (select caller_user())
  or (subject = 'account' and subject_id = (select caller_user()))
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
