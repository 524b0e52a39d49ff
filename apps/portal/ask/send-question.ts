import { publicCaller } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { hasIdentity, strike } from "#kernel/text/identity-filter.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import { textFault, tidyQuestion } from "#modules/questions/shared.ts";
import type { Pool } from "pg";
import { cleanName, cleanNumber, cleanText } from "../clean.ts";
import { type PageContext, wordsOf } from "../context.ts";
import type { View } from "../layout.ts";
import { type AskForm, askedPage, askPage } from "../pages/ask.ts";
import type { Challenges } from "./challenge.ts";
import type { Flood } from "./flood.ts";
import { passForm } from "./gate.ts";

export interface AskServices {
  pool: Pool;
  commands: CommandMap;
  messages: Messages;
  challenges: Challenges;
  flood: Flood;
  now: () => number;
}

const purpose = "question.ask";

/** An empty form with a mark of its own. */
export function emptyForm(services: AskServices, address: string): AskForm {
  const bits = services.flood.bitsFor(address);
  return { text: "", place: "", topic: "", mark: services.challenges.issue(purpose, bits, services.now()), bits };
}

/**
 * What a sent form comes to: the receipt with the code, or the form again with everything that was typed. Sent twice
 * (a bad line, a reload), it is one question and the same code.
 */
export async function sendQuestion(
  services: AskServices,
  ctx: PageContext,
  field: (name: string) => string,
  address: string,
): Promise<View> {
  const { t } = ctx;
  const typed = cleanText(field("cau"));
  const fresh = emptyForm(services, address);
  const kept: AskForm = {
    ...fresh,
    text: [...typed].slice(0, 20_000).join(""),
    place: cleanNumber(field("xa")) === undefined ? "" : field("xa"),
    topic: cleanName(field("chude")) ?? "",
    status: 422,
  };
  const passed = passForm(services, {
    purpose,
    mark: field("mark").slice(0, 100),
    nonce: field("nonce").slice(0, 20),
    address,
  });
  // what was solved stays solved: mending the text does not cost the work again
  const sameMark = {
    mark: field("mark").slice(0, 100),
    bits: services.flood.bitsFor(address),
    nonce: passed.pass ? field("nonce").slice(0, 20) : "",
  };
  if (!passed.pass) {
    if (passed.why === "wait")
      return askPage(ctx, {
        ...kept,
        ...sameMark,
        notice: { tone: "warn", words: t("ask.wait", { seconds: passed.seconds }) },
      });
    const words = { stale: t("ask.stale"), solve: t("ask.solve"), tooMany: t("ask.too-many") }[passed.why];
    return askPage(ctx, { ...kept, status: passed.why === "tooMany" ? 429 : 422, notice: { tone: "warn", words } });
  }

  const text = tidyQuestion(typed);
  const fault = textFault(text);
  const struck = field("gach") === "1";
  const errors: Partial<AskForm> = {
    ...(fault === null
      ? {}
      : { textError: wordsOf(services.messages, ctx.locale, { code: fault, detail: {} }) ?? t("ask.text-wrong") }),
    ...(fault === null && !struck && hasIdentity(text) ? { textError: t("ask.identity"), identities: true } : {}),
    ...(ctx.site.communes.some((c) => String(c.id) === kept.place) ? {} : { placeError: t("ask.place-wrong") }),
  };
  if (Object.keys(errors).length > 0) return askPage(ctx, { ...kept, ...sameMark, ...errors });

  const { pool, commands } = services;
  try {
    const receipt = await executeCommand<{ code: string; struck: boolean }>({ pool, commands }, publicCaller, {
      id: passed.mark.id,
      name: "question.ask",
      payload: {
        questionId: passed.mark.id,
        origin: "public",
        placeUnitId: Number(kept.place),
        topic: ctx.site.topics.some((topic) => topic.id === kept.topic) ? kept.topic : null,
        language: "vi",
        text,
        struck,
      },
    });
    if (!receipt.repeated) {
      services.flood.add("sent", address);
      if (passed.slow) services.flood.add("slow", address);
    }
    return askedPage(ctx, { ...receipt.answer, text: struck ? strike(text) : text });
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    // the mark was used for another question: this one gets a mark of its own
    if (error.code === "command.reused")
      return askPage(ctx, { ...kept, status: 409, notice: { tone: "warn", words: t("ask.used") } });
    const words = wordsOf(services.messages, ctx.locale, error) ?? t("ask.text-wrong");
    return askPage(ctx, { ...kept, status: error.status, textError: words });
  }
}
