-- The benchmark's province, from a seed: 1 province, 10 former districts, 140 communes, 1,400
-- residential groups, 5,000 speakers, talks in 24 months, materials. Written by the owner with the
-- triggers at rest; what they maintain is filled by their own functions at the end. The same facts are
-- then copied to the schema `plain`: the tables a plain server would have.
-- Parameters: caunoi.bench_talks; for another province bench_communes, bench_first_day, bench_days and bench_counted (the share of
-- talks that a report has counted already). Materials follow from make-materials.ts, the plain tables from plain.sql.
set session_replication_role = replica;
set synchronous_commit = off;
select setseed(0.68);

-- Ids from names, of the form that RFC 9562 has.
create function bench_id(name text) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(name) placing '8' from 13) placing '8' from 17)::uuid $$;

create function bench_setting(name text, otherwise text) returns text language sql stable as
  $$ select coalesce(nullif(current_setting('caunoi.bench_' || name, true), ''), otherwise) $$;
create function bench_communes() returns int language sql stable as $$ select bench_setting('communes', '140')::int $$;

create temp table word as select string_to_array('bảo,hiểm,y,tế,gia,đình,đất,đai,rừng,cháy,chữa,phòng,nước,sạch,đường,làng,trường,lớp,vay,vốn,chính,sách,cà,phê,chè,dâu,rau,hoa,giá,cả,số,thủ,tục,giao,thông,an,toàn,dịch,bệnh,bầu,cử,quy,hoạch,lễ,hội,văn,hóa', ',') as list;

insert into unit (id, founded) overriding system value select i, '2000-01-01' from generate_series(1, 11 + 11 * bench_communes()) i;
insert into unit_version (unit_id, kind, name, code, parent_id, valid)
  values (1, 'province', 'Tỉnh Thử Nghiệm', 'B1', null, '[2000-01-01,)');
insert into unit_version (unit_id, kind, name, code, parent_id, valid)
  select i, 'district', 'Huyện ' || (i - 1), 'BD' || i, 1, '[2000-01-01,2025-07-01)' from generate_series(2, 11) i;
update unit set dissolved = '2025-07-01' where id between 2 and 11;
insert into unit_version (unit_id, kind, name, code, parent_id, valid)
  select i, 'commune', 'Xã ' || (i - 11), 'BC' || i, 2 + (i - 12) / 14, '[2000-01-01,2025-07-01)' from generate_series(12, 11 + bench_communes()) i;
insert into unit_version (unit_id, kind, name, code, parent_id, valid)
  select i, 'commune', 'Xã ' || (i - 11), 'BC' || i, 1, '[2025-07-01,)' from generate_series(12, 11 + bench_communes()) i;
insert into unit_version (unit_id, kind, name, code, parent_id, valid)
  select i, 'hamlet', 'Thôn ' || (i - 11 - bench_communes()), null, 12 + (i - 12 - bench_communes()) / 10, '[2000-01-01,)' from generate_series(12 + bench_communes(), 11 + 11 * bench_communes()) i;
select setval(pg_get_serial_sequence('unit', 'id'), 11 + 11 * bench_communes());
set session_replication_role = origin;
select refresh_units(null, '2026-07-01');
set session_replication_role = replica;

insert into person (id, full_name, sort_key, unit_id)
  select bench_id('person' || i), name, name, 12 + i % bench_communes()
    from (select i, (array['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Võ', 'Đặng', 'Touneh', 'Ya', 'Liêng'])[1 + i % 9] || ' ' ||
      (array['Thị', 'Văn', 'Ngọc', 'Quốc', 'Ánh', 'Hữu'])[1 + i % 6] || ' ' || (array['Hòa', 'Thủy', 'Phước', 'Ẩn', 'Duyên', 'Thuần', 'Brèm', 'Lan'])[1 + i % 8] || ' ' || i as name
      from generate_series(0, 4999) i) p;
insert into appointment (id, person_id, kind, unit_id, decision_symbol, decision_date, term)
  select bench_id('appointment' || i), bench_id('person' || i), (select id from appointment_kind where not has_level order by position limit 1),
         12 + i % bench_communes(), '01/QĐ-UBND', '2024-01-01', '[2024-01-01,2029-01-01)' from generate_series(0, 4999) i;

insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, ends_at, status, attendance, speaker_ids, recorded_by, recorded_at)
  select id, commune, place, commune,
         (array['residentMeeting', 'residentMeeting', 'thematicConference', 'currentAffairsBriefing', 'dialogueMeeting'])[1 + i % 5],
         (array['inPerson', 'inPerson', 'inPerson', 'hybrid'])[1 + i % 4],
         w.list[1 + i % 47] || ' ' || w.list[1 + (i / 47) % 43] || ' ' || w.list[1 + i % 41],
         'residents', at, at + interval '70 minutes', status,
         case when status in ('planned', 'cancelled') then null else 15 + (i * 7) % 90 end,
         case when i % 4 = 0 then array[s1, s2] else array[s1] end, 'seed', at + interval '2 hours'
    from (
      select i, bench_id('talk' || i) as id, place, 12 + (place - b.first_place) / 10 as commune,
             (bench_setting('first_day', '2024-07-01') || ' 05:00+07')::timestamptz + make_interval(mins => (r1 * b.days * 1440)::int) as at,
             case when r2 < 0.85 - b.counted then 'verified' when r2 < 0.85 then 'counted' when r2 < 0.91 then 'delivered' when r2 < 0.94 then 'returned' when r2 < 0.97 then 'planned' else 'cancelled' end as status,
             bench_id('person' || ((place - b.first_place) / 10 + b.communes * floor(r3 * b.speakers)::int)) as s1,
             bench_id('person' || ((place - b.first_place) / 10 + b.communes * ((floor(r3 * b.speakers)::int + 1) % b.speakers))) as s2
        from (select bench_communes() as communes, 12 + bench_communes() as first_place, 5000 / bench_communes() as speakers,
                     bench_setting('days', '729')::int as days, bench_setting('counted', '0.30')::numeric as counted) b
       cross join lateral (select i, b.first_place + floor(random() * 10 * b.communes)::int as place, random() as r1, random() as r2, random() as r3
                from generate_series(1, current_setting('caunoi.bench_talks')::int) i) r
    ) t cross join word w;
insert into talk_speaker (person_id, talk_id) select distinct s, t.id from talk t cross join unnest(t.speaker_ids) s;
insert into talk_total (commune_id, month, tier, talks, attendance, speakers)
  select t.commune_id, t.month, tier, count(*), sum(coalesce(t.attendance, 0)), 0 from talk t cross join unnest(talk_tiers(t.status)) tier group by 1, 2, 3;
insert into talk_speaker_total (commune_id, month, tier, person_id, n)
  select t.commune_id, t.month, tier, s, count(*) from talk t cross join unnest(talk_tiers(t.status)) tier cross join unnest(t.speaker_ids) s group by 1, 2, 3, 4;
update talk_total t set speakers = c.n
  from (select commune_id, month, tier, count(*) as n from talk_speaker_total group by 1, 2, 3) c
 where c.commune_id = t.commune_id and c.month = t.month and c.tier = t.tier;

set session_replication_role = origin;
reset synchronous_commit;
