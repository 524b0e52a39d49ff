-- A logical copy (pg_dump, a new major version) keeps the rows and their transaction numbers, while the new server
-- counts from the beginning again. Each such life of the journal is an era: seals of an era take rows with ids after
-- the last one of the era before, in order of (transaction, id) as ever.
alter table journal_seal add column after_id bigint not null default 0;

create function journal_seal_hash(number bigint, previous bytea, after_id bigint, ids bigint[], digests bytea[], labels text[]) returns bytea
language sql immutable parallel safe as $$
  select sha256(int8send(number) || previous || case after_id when 0 then ''::bytea else int8send(after_id) end || (
    select string_agg(int8send(r.id) || r.digest || sha256(convert_to(r.label, 'UTF8')), ''::bytea order by r.n)
    from unnest(ids, digests, labels) with ordinality as r (id, digest, label, n)))
$$;
drop function journal_seal_hash(bigint, bytea, bigint[], bytea[], text[]);

/* Where the next batch begins. `foreign_rows`: rows are left whose transactions this server has not come to yet, so
   they came with a copy; they are sealed before anything of the new era. */
create function journal_position() returns table (number bigint, previous bytea, after_id bigint, last_xid xid8, last_id bigint, foreign_rows boolean)
language sql stable as $$
  with last as (select * from journal_seal order by journal_seal.number desc limit 1),
  here as (
    select coalesce(l.number, 0) as number, coalesce(l.hash, ''::bytea) as hash, coalesce(l.after_id, 0) as after_id,
      coalesce(l.last_xid, '0'::xid8) as last_xid, coalesce(l.last_id, 0) as last_id, pg_snapshot_xmax(pg_current_snapshot()) as xmax
    from (select 1) one left join last l on true
  ), state as (
    select h.*, exists (select from journal j where (j.xid, j.id) > (h.last_xid, h.last_id) and j.id > h.after_id and j.xid >= h.xmax) as left_over
    from here h
  )
  select s.number + 1, s.hash,
    case when moved then greatest(s.after_id, (select max(i) from journal_seal q, unnest(q.ids) i)) else s.after_id end,
    case when moved then '0'::xid8 else s.last_xid end, case when moved then 0 else s.last_id end, s.left_over
  from (select *, last_xid >= xmax and not left_over as moved from state) s
$$;
