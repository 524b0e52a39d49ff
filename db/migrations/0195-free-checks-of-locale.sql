-- Two checks said [[:upper:]] and [[:alpha:]], which depend on the database's locale (under C they know no Đ, so QĐ
-- was refused). New databases have them free of it from the start; those made before get the same here.

alter table document_issuer drop constraint document_issuer_abbreviation_check;
alter table document_issuer add constraint document_issuer_abbreviation_check
  check (abbreviation ~ '^[^[:space:][:punct:]a-zđ]+(-[^[:space:][:punct:]a-zđ]+)*$');

alter table document_type_form drop constraint document_type_form_abbreviation_check;
alter table document_type_form add constraint document_type_form_abbreviation_check
  check (abbreviation ~ '^[^[:space:][:punct:][:digit:]]{1,6}$');
