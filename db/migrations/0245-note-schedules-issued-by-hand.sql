-- A run whose schedule was issued under Documents before runs were told of it knows its document from now on: the first one.
update pay_run r set document_id = d.document_id, version = r.version + 1
  from (select distinct on (d.source_ids[1]) d.source_ids[1] as run_id, d.unit_id, d.document_id
          from document_draft d join issued_document i on i.id = d.document_id
         where d.source = 'pay.runs' and d.template = 'payment-schedule' and d.status = 'issued'
         order by d.source_ids[1], i.issued_at, i.year, i.number) d
 where r.id::text = d.run_id and r.unit_id = d.unit_id and r.status = 'approved' and r.document_id is null;
