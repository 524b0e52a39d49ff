-- From which size on a group is shown (kernel/suppression.ts). An instance may ask for more; never for less than five.
create table small_group_rule (
  threshold int not null check (threshold >= 5),
  legal_basis text not null,
  valid daterange not null,
  exclude using gist (valid with &&)
);
insert into small_group_rule (threshold, legal_basis, valid) values
  (5, 'Luật 91/2025/QH15, khoản 1 Điều 3: không để suy ra được một cá nhân; ngưỡng do đơn vị vận hành đặt', daterange('2024-01-01', null));
grant select on small_group_rule to caunoi_app;
alter table small_group_rule enable row level security;
create policy small_group_rule_read on small_group_rule for select to caunoi_app using (true);
