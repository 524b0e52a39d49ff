import { createHash } from "node:crypto";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { LawImport } from "../contract.ts";
import { lawPolicy } from "../policy.ts";
import { lawProblem } from "../problems.ts";
import { planLawImport } from "./read-law-file.ts";
import { columnsOf } from "./write-law.ts";

/** Made for one request, since it holds the file: plans again inside the transaction and writes what was seen. */
export const importLawsCommand = (file: Uint8Array) =>
  defineCommand({
    name: "law.import",
    input: z.object({ unitId: z.int().positive(), digest: z.string().max(100), file: z.string().length(64) }),
    async run({ tx, principal }, { unitId, digest }) {
      authorise(lawPolicy, "law.import", principal, { unitPath: await unitPath(tx, unitId) });
      const { planned, preview } = await planLawImport(tx, file);
      if (preview.digest !== digest) throw lawProblem("law.file-changed");
      const rows = planned.flatMap(({ facts, known }) =>
        facts === null || known ? [] : [{ id: newId<"Law">(), unit_id: unitId, ...columnsOf(facts) }],
      );
      for (let i = 0; i < rows.length; i += 500)
        await tx
          .insertInto("law_document")
          .values(rows.slice(i, i + 500))
          .execute();
      const { lines: _, ...counts } = preview;
      return {
        answer: preview satisfies LawImport,
        journal: [{ action: "law.imported", subject: "law", subjectId: digest.slice(0, 32), unitId, after: counts }],
      };
    },
  });

/** The hash that makes the same file sent twice the same command. */
export function hashOfFile(file: Uint8Array): string {
  return createHash("sha256").update(file).digest("hex");
}
