import { z } from "zod";
import { Problem } from "#kernel/problem.ts";
import type { Database } from "#platform/db/open.ts";
import { roomRoutes, type RoomRoutes } from "#platform/http/room-routes.ts";
import {
  AddPoll,
  Ask,
  CheckList,
  EndRound,
  HallCode,
  HallConsole,
  HallState,
  JudgeQuestion,
  OpenHall,
  OpenRound,
  Raise,
  SetChecks,
  ShowInHall,
  Tally,
  Vote,
} from "../contract.ts";
import { liveProblem } from "../problems.ts";
import { askInHall, judgeQuestion } from "./ask-in-hall.ts";
import { readCheckList, setChecks } from "./checks.ts";
import { hallsOf } from "./halls.ts";
import { Buckets } from "./limits.ts";
import { closeHall, openHall, showInHall } from "./open-hall.ts";
import { readConsole } from "./read-console.ts";
import { addPoll, closeRound, openRound, resetRound } from "./rounds.ts";
import { tallyTalk } from "./tally.ts";

const ByCode = z.object({ code: HallCode });
const ByHall = z.object({ id: z.uuid() });
const ByTalk = z.object({ talkId: z.uuid() });
const ByVersion = z.object({ versionId: z.uuid() });
const Done = z.object({ hallId: z.string() });

/** A whole hall may sit behind one address; a single phone has no reason to be this quick. */
const votesPerAddress = { size: 6000, perSecond: 1000 };
const votesPerPhone = { size: 10, perSecond: 2 };
const asksPerAddress = { size: 60, perSecond: 1 };
/** Ten, then one more every ten minutes. */
const asksPerPhone = { size: 10, perSecond: 1 / 600 };

export function buildLiveRoutes({ database }: { database: Database }): RoomRoutes {
  const halls = () => hallsOf(database);
  const limits = {
    voteAddress: new Buckets(votesPerAddress.size, votesPerAddress.perSecond),
    votePhone: new Buckets(votesPerPhone.size, votesPerPhone.perSecond),
    askAddress: new Buckets(asksPerAddress.size, asksPerAddress.perSecond),
    askPhone: new Buckets(asksPerPhone.size, asksPerPhone.perSecond),
  };
  const within = (bucket: Buckets, who: string) => {
    if (!bucket.take(who)) throw new Problem("rate.limited", 429, { retryAfter: 5 });
  };

  return roomRoutes((r) => {
    r.get(
      {
        path: "/halls/talks/:talkId",
        verb: "hall.view",
        summary: "A talk's hall as who leads it sees it, and what the talk changed",
        params: ByTalk,
        answer: HallConsole,
      },
      ({ tx, principal, input }) => readConsole(tx, principal, input.talkId),
    );
    r.post(
      {
        path: "/halls/talks/:talkId/tally",
        verb: "live.tally",
        summary: "Hands or slips counted before and after",
        params: ByTalk,
        body: Tally.omit({ talkId: true }),
        answer: z.object({ talkId: z.string(), checks: z.int() }),
        status: 201,
      },
      async ({ input, execute }) => (await execute(tallyTalk, input)).answer,
    );
    r.post(
      {
        path: "/halls",
        verb: "hall.lead",
        summary: "Open the hall of a talk",
        body: OpenHall,
        answer: z.object({ hallId: z.string(), code: z.string() }),
        status: 201,
      },
      async ({ input, execute, request }) =>
        (await execute(openHall, input, request.headers.has("idempotency-key") ? {} : { id: input.hallId })).answer,
    );
    r.post(
      {
        path: "/halls/:id/polls",
        verb: "hall.lead",
        summary: "Add a short poll",
        params: ByHall,
        body: AddPoll.omit({ hallId: true }),
        answer: Done.extend({ pollId: z.string() }),
        status: 201,
      },
      async ({ input: { id, ...rest }, execute }) => {
        const { answer } = await execute(addPoll, { hallId: id, ...rest });
        await halls().changed(id);
        return answer;
      },
    );
    r.post(
      {
        path: "/halls/:id/rounds",
        verb: "hall.lead",
        summary: "Open a voting; whatever was open closes",
        params: ByHall,
        body: OpenRound.omit({ hallId: true }),
        answer: Done.extend({ roundId: z.string(), number: z.int() }),
        status: 201,
      },
      async ({ input: { id, ...rest }, execute }) => {
        const { answer } = await execute(openRound, { hallId: id, ...rest });
        await halls().changed(id);
        return answer;
      },
    );
    for (const [path, command, summary] of [
      ["close", closeRound, "Close a voting and count it"],
      ["reset", resetRound, "Forget a voting and its votes"],
    ] as const) {
      r.post(
        {
          path: `/halls/:id/rounds/:roundId/${path}`,
          verb: "hall.lead",
          summary,
          params: z.object({ id: z.uuid(), roundId: EndRound.shape.roundId }),
          answer: Done.extend({ roundId: z.string() }),
        },
        async ({ input: { id, roundId }, execute }) => {
          const { answer } = await execute(command, { hallId: id, roundId });
          await halls().changed(id);
          return answer;
        },
      );
    }
    r.post(
      {
        path: "/halls/:id/show",
        verb: "hall.lead",
        summary: "What the projector shows, and whether questions are taken",
        params: ByHall,
        body: ShowInHall.omit({ hallId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) => {
        const { answer } = await execute(showInHall, { hallId: id, ...rest });
        await halls().changed(id);
        return answer;
      },
    );
    r.post(
      {
        path: "/halls/:id/questions/:questionId/judge",
        verb: "hall.lead",
        summary: "Let a question in, leave it out, or mark it answered",
        params: z.object({ id: z.uuid(), questionId: z.uuid() }),
        body: JudgeQuestion.pick({ verdict: true }),
        answer: z.object({ questionId: z.string(), status: z.string() }),
      },
      async ({ input: { id, ...rest }, execute }) => {
        const { answer } = await execute(judgeQuestion, { hallId: id, ...rest });
        await halls().changed(id);
        return answer;
      },
    );
    r.post(
      {
        path: "/halls/:id/close",
        verb: "hall.lead",
        summary: "Close for good: what single phones sent is deleted, counts stay",
        params: ByHall,
        answer: Done,
      },
      async ({ input: { id }, execute }) => {
        const { answer } = await execute(closeHall, { hallId: id });
        await halls().changed(id);
        return answer;
      },
    );

    r.get(
      {
        path: "/checks/:versionId",
        verb: "check.view",
        summary: "The questions about a version's key messages",
        params: ByVersion,
        answer: CheckList,
      },
      async ({ tx, principal, input }) => readCheckList(tx, principal, input.versionId),
    );
    r.put(
      {
        path: "/checks/:versionId",
        verb: "check.set",
        summary: "Write a version's questions anew",
        params: ByVersion,
        body: SetChecks.omit({ versionId: true }),
        answer: z.object({ versionId: z.string() }),
      },
      async ({ input, execute }) => (await execute(setChecks, input)).answer,
    );

    // Who sits in the hall: no account, no cookie.
    r.get(
      {
        path: "/halls/code/:code",
        access: "public",
        summary: "What everybody in the hall sees",
        params: ByCode,
        answer: HallState,
      },
      ({ input }) => halls().state(input.code),
    );
    r.post(
      {
        path: "/halls/code/:code/votes",
        access: "public",
        summary: "Vote once a phone; answered after it is stored, a repeat is the same vote",
        params: ByCode,
        body: Vote,
        maxBytes: 2048,
        answer: z.object({ votes: z.int().nullable() }),
      },
      ({ input: { code, ...vote }, remoteAddress }) => {
        within(limits.voteAddress, remoteAddress);
        within(limits.votePhone, vote.mark);
        return halls().vote(code, vote);
      },
    );
    r.post(
      {
        path: "/halls/code/:code/asks",
        access: "public",
        summary: "Ask; what names a person is refused before it is stored",
        params: ByCode,
        body: Ask,
        maxBytes: 16_384,
        answer: z.object({ id: z.string(), code: z.string() }),
        status: 201,
      },
      async ({ input: { code, mark, ...asked }, remoteAddress, execute }) => {
        within(limits.askAddress, remoteAddress);
        const hall = await halls().state(code);
        if (!limits.askPhone.take(mark)) throw liveProblem("hall.enough-asked", { retryAfter: 600 });
        const { answer } = await execute(askInHall, { hallId: hall.id, ...asked }, { id: asked.id });
        await halls().changed(hall.id);
        return answer;
      },
    );
    r.post(
      {
        path: "/halls/code/:code/raises",
        access: "public",
        summary: "I want to know that too, once a phone",
        params: ByCode,
        body: Raise,
        maxBytes: 2048,
        answer: z.object({ raised: z.int().nullable() }),
      },
      ({ input: { code, question, mark }, remoteAddress }) => {
        within(limits.voteAddress, remoteAddress);
        within(limits.votePhone, mark);
        return halls().raise(code, question, mark);
      },
    );
  });
}
