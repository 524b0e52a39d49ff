-- What reading the rendered pages showed: a sentence that began in the middle, and one that said for the unit what nobody had
-- written. Reports that are frozen keep the layout of their revision.
update report_template
   set parts = replace(parts::text, '"{modes}{coverage}"', '"Đã tổ chức {talks} buổi tuyên truyền. {modes}{coverage}"')::jsonb
 where id = 'directive-final';
update report_template
   set parts = replace(parts::text, 'Trong tháng không phát sinh khó khăn, kiến nghị.', 'Đơn vị không nêu khó khăn, kiến nghị trong tháng.')::jsonb
 where id = 'oral-communication-month';
