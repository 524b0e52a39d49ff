import { roomRoutes, type RoomRoutes } from "#platform/http/room-routes.ts";
import type { CommandServices } from "#platform/command/execute.ts";
import { z } from "zod";
import { maxOutboxFile, OutboxImported, OutboxPreview } from "../outbox-file.ts";
import { importOutbox, type ImportServices, previewOutbox } from "./import-outbox.ts";
import { countOutcomes } from "./outcomes.ts";
import { PullAnswer, pull, PullRequest, type PullServices } from "./pull.ts";
import { PushAnswer, push, PushRequest } from "./push.ts";

/** Commands go in, changes come out. Both act as the signed-in person, whatever the phone says of itself. */
export function syncRoutes(services: {
  commands: CommandServices;
  pull: PullServices;
  /** Without it no file is taken in. */
  files?: ImportServices;
}): RoomRoutes {
  return roomRoutes((r) => {
    r.post(
      {
        path: "/sync/push",
        access: "signed-in",
        summary: "Commands from a device's outbox, each answered with its own receipt",
        body: PushRequest,
        answer: PushAnswer,
        maxBytes: 2 * 1024 * 1024,
      },
      async ({ principal, input }) => {
        const answer = await push(services.commands, principal, input);
        countOutcomes(answer.outcomes);
        return answer;
      },
    );
    const { files } = services;
    if (files !== undefined) {
      r.post(
        {
          path: "/sync/outbox-file/preview",
          access: "signed-in",
          summary: "What a phone's exported outbox holds and in whose name it would be taken in; stores nothing",
          bytes: { maxBytes: maxOutboxFile },
          answer: OutboxPreview,
        },
        ({ principal, bytes }) => previewOutbox(files, principal, bytes),
      );
      r.post(
        {
          path: "/sync/outbox-file",
          access: "signed-in",
          summary: "Take in a phone's exported outbox; `digest` is that of the preview",
          query: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
          bytes: { maxBytes: maxOutboxFile },
          answer: OutboxImported,
        },
        async ({ principal, bytes, input }) => {
          const answer = await importOutbox(files, principal, bytes, input.digest);
          countOutcomes(answer.outcomes);
          return answer;
        },
      );
    }
    r.post(
      {
        path: "/sync/pull",
        access: "signed-in",
        summary: "What changed for this person since a cursor",
        body: PullRequest,
        answer: PullAnswer,
      },
      ({ principal, input }) => pull(services.pull, principal, input),
    );
  });
}
