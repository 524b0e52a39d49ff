-- Figures of the public pages about questions, and who else tells the pages that something changed.

-- Of the questions whose first deadline fell into a quarter that is over: how many in a hundred had a published
-- answer by that day. Only the share, only from four times the small group on, and never a count: so nothing about
-- few people follows from it, also beside the themes.
create view public_answer_timeliness as
  select date_trunc('quarter', q.first_due_on)::date as quarter,
         round(100.0 * count(*) filter (where (q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= q.first_due_on) / count(*))::int as percent_in_time
    from question q
   where q.status in ('open', 'answered')
     and q.first_due_on < date_trunc('quarter', (now() at time zone 'Asia/Ho_Chi_Minh')::date)
   group by 1
  having count(*) >= 4 * coalesce((select r.threshold from small_group_rule r where r.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date), 5);

-- Published answers by month: each of them can be read one by one.
create view public_answer_total as
  select date_trunc('month', published_on)::date as month, count(*)::int as answers from public_answer group by 1;

-- Promises that stand with published answers and public dialogues, by the month in which they fell due; each can be
-- read one by one.
create view public_commitment_total as
  select date_trunc('month', due_on)::date as month, count(*)::int as due, count(*) filter (where kept)::int as kept
    from (select id, due_on, kept from public_answer_commitment union select id, due_on, kept from public_dialogue_commitment) c
   where due_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date
   group by 1;

grant select on public_answer_timeliness, public_answer_total, public_commitment_total to caunoi_app;

create trigger question_answer_told after insert or update of status on question_answer for each statement execute function tell_public_pages();
create trigger commitment_tells after insert or update on commitment for each statement execute function tell_public_pages();
create trigger material_audio_told after insert or update or delete on material_audio for each statement execute function tell_public_pages();
create trigger correction_told after update on correction for each statement execute function tell_public_pages();
create trigger dialogue_tells after insert or update on dialogue for each statement execute function tell_public_pages();
create trigger policy_draft_told after update on policy_draft for each statement execute function tell_public_pages();
create trigger policy_draft_text_told after update on policy_draft_text for each statement execute function tell_public_pages();
create trigger policy_draft_group_told after insert or update on policy_draft_group for each statement execute function tell_public_pages();
