import type { Room } from "#platform/rooms/room.ts";
import type { MergeSource } from "./merge-source.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { documentPolicy } from "../policy.ts";
import { checkDocumentCommand } from "./check-command.ts";
import { buildDocumentCommands } from "./commands.ts";
import { checkEdxmlCommand } from "./edxml-command.ts";
import { buildDocumentRoutes } from "./routes.ts";
import { documentsWaiting } from "./waiting.ts";

/** What this room brings to a server. `sources`: what later rooms give to be merged into templates. */
export function buildDocumentRoom({ sources }: { sources: readonly MergeSource[] }): Room {
  const commands = buildDocumentCommands(sources);
  return {
    name: "documents",
    commands,
    policies: [documentPolicy],
    routes: ({ files }) => [buildDocumentRoutes({ commands, sources, files })],
    messages: { vi: messagesVi, en: messagesEn },
    waiting: [documentsWaiting],
    cli: [checkDocumentCommand, checkEdxmlCommand],
  };
}
