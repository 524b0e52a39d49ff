-- Plans fill templates too: a plan or a submission from a plan's tasks, a letter of reminder with the units that are behind.
update document_template set sources = sources || '{plans.tasks}' where id in ('plan', 'submission') and not 'plans.tasks' = any (sources);
update document_template set sources = sources || '{plans.behind}' where id = 'letter-reminder' and not 'plans.behind' = any (sources);
