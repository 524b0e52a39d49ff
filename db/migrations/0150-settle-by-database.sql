-- Everything below this transaction number has ended, as far as it may have written here: feed and journal are read up
-- to it. A snapshot's own xmin counts the transactions of every database on the server, so a long one in another
-- database would hold back phones and seals of this one. A running transaction that the server shows in another database
-- is left out; one that it does not show (it has just ended, or was prepared) counts, which is only ever too careful.
create function settled_before() returns xid8 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select min(running) from pg_snapshot_xip(pg_current_snapshot()) as running
      where not exists (select from pg_stat_activity a where a.backend_xid = running::xid and a.datname <> current_database())),
    pg_snapshot_xmax(pg_current_snapshot()))
$$;
revoke execute on function settled_before() from public;
grant execute on function settled_before() to caunoi_app;
