import type { Pool } from "pg";
import { publicCaller } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { hasIdentity, strike } from "#kernel/text/identity-filter.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import { textFault, tidyQuestion } from "#modules/questions/shared.ts";
import { cleanName, cleanNumber, cleanText } from "../clean.ts";
import { type PageContext, wordsOf } from "../context.ts";
import type { View } from "../layout.ts";
import { type AskForm, askedPage, askPage } from "../pages/ask.ts";
import type { TextForm } from "../pages/form-parts.ts";
import type { Challenges, Mark } from "./challenge.ts";
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

type Gate =
  /** `form` keeps the mark and its solution, so that mending the text does not cost the work again. */
  { pass: true; mark: Mark; form: Partial<TextForm>; count(): void } | { pass: false; form: Partial<TextForm> };

/** The gate in front of every public form, and what the form says when it stays shut. */
export function openGate(
  services: AskServices,
  { t }: PageContext,
  purpose: string,
  field: (name: string) => string,
  address: string,
): Gate {
  const mark = field("mark").slice(0, 100);
  const nonce = field("nonce").slice(0, 20);
  const passed = passForm(services, { purpose, mark, nonce, address });
  const same = { mark, bits: services.flood.bitsFor(address) };
  if (passed.pass) {
    const count = () => {
      services.flood.add("sent", address);
      if (passed.slow) services.flood.add("slow", address);
    };
    return { pass: true, mark: passed.mark, form: { ...same, nonce }, count };
  }
  if (passed.why === "wait") {
    const words = t("ask.wait", { seconds: passed.seconds });
    return { pass: false, form: { ...same, notice: { tone: "warn", words } } };
  }
  const words = { stale: t("ask.stale"), solve: t("ask.solve"), tooMany: t("ask.too-many") }[passed.why];
  const status = passed.why === "tooMany" ? 429 : 422;
  return { pass: false, form: { status, notice: { tone: "warn", words } } };
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
  const kept: AskForm = {
    ...emptyForm(services, address),
    text: [...typed].slice(0, 20_000).join(""),
    place: cleanNumber(field("xa")) === undefined ? "" : field("xa"),
    topic: cleanName(field("chude")) ?? "",
    status: 422,
  };
  const gate = openGate(services, ctx, purpose, field, address);
  if (!gate.pass) return askPage(ctx, { ...kept, ...gate.form });

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
  if (Object.keys(errors).length > 0) return askPage(ctx, { ...kept, ...gate.form, ...errors });

  const { pool, commands } = services;
  try {
    const receipt = await executeCommand<{ code: string; struck: boolean }>({ pool, commands }, publicCaller, {
      id: gate.mark.id,
      name: "question.ask",
      payload: {
        questionId: gate.mark.id,
        origin: "public",
        placeUnitId: Number(kept.place),
        topic: ctx.site.topics.some((topic) => topic.id === kept.topic) ? kept.topic : null,
        language: "vi",
        text,
        struck,
      },
    });
    if (!receipt.repeated) gate.count();
    return askedPage(ctx, { ...receipt.answer, text: struck ? strike(text) : text });
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    // the mark was used for another question: this one gets a mark of its own
    if (error.code === "command.reused")
      return askPage(ctx, { ...kept, status: 409, notice: { tone: "warn", words: t("ask.used") } });
    const textError = wordsOf(services.messages, ctx.locale, error) ?? t("ask.text-wrong");
    return askPage(ctx, { ...kept, ...gate.form, status: error.status, textError });
  }
}
