import { z } from "zod";
import { CommitmentPage } from "#modules/questions/shared.ts";
import { DialogueFacts } from "./contract.ts";

/** One meeting in full, with what was promised at it (the questions room's commitments). */
export const DialoguePage = DialogueFacts.extend({ promised: z.array(CommitmentPage) });
export type DialoguePage = z.infer<typeof DialoguePage>;
