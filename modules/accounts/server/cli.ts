import { sql } from "kysely";

import { roles, type Role } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { hashPassword, readablePassword } from "#platform/auth/passwords.ts";
import { newToken } from "#platform/auth/tokens.ts";
import { type CliCall, type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Command } from "#platform/command/define.ts";
import { asSystem } from "#platform/db/session.ts";
import { getUnitByCode, unitName } from "#modules/units/server.ts";
import { UserName } from "../contract.ts";
import { accountProblem } from "../problems.ts";
import { createAccount, resetPassword } from "./commands.ts";
import { makeToken } from "./own-commands.ts";

const user = { type: "text", value: "NAME", required: true, help: { vi: "tên đăng nhập", en: "user name" } } as const;

function execute<I, A>(call: CliCall, command: Command<I, A>, payload: I): Promise<unknown> {
  return executeCommand(call.services, call.principal, { id: newId(), name: command.name, payload });
}

async function accountNamed(call: CliCall, name: string): Promise<string> {
  const userName = name.toLowerCase();
  const found = await asSystem(call.database.pool, (tx) =>
    tx.selectFrom("account_user").select("id").where("user_name", "=", userName).executeTakeFirst(),
  );
  if (found === undefined) throw accountProblem("account.not-found", { userName });
  return found.id;
}

function dayOf(call: CliCall, option: string): string | null {
  const text = call.text(option);
  if (text !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new WrongUse(`--${option} phải có dạng 2026-01-31`, `--${option} takes a day such as 2026-01-31`);
  return text ?? null;
}

const createToken: CliCommand = {
  name: "tokens create",
  summary: {
    vi: "Tạo mã truy cập cho chương trình, thay mặt một tài khoản",
    en: "Make an API token that acts as an account",
  },
  options: {
    user,
    label: { type: "text", value: "TEXT", help: { vi: "để nhận ra mã về sau", en: "to recognise it later" } },
    expires: {
      type: "text",
      value: "DATE",
      help: { vi: "ngày cuối cùng còn dùng được", en: "last day on which it works" },
    },
  },
  json: true,
  async run(call) {
    const userName = call.required("user").toLowerCase();
    const userId = await accountNamed(call, userName);
    const { token, hash } = newToken();
    const made = {
      id: newId<"Token">(),
      label: call.text("label") ?? "caunoi tokens create",
      expiresOn: dayOf(call, "expires"),
    };
    await execute(call, makeToken, {
      userId,
      tokenId: made.id,
      tokenHash: hash.toString("hex"),
      label: made.label,
      expiresOn: made.expiresOn,
    });
    call.answer({ token, ...made, userName }, () => {
      call.say(`Mã này chỉ hiện một lần: ${token}`, "it is shown this once");
    });
  },
};

const create: CliCommand = {
  name: "accounts create",
  summary: { vi: "Tạo tài khoản với một vai trò", en: "Make an account with a role" },
  options: {
    user,
    name: { type: "text", value: "TEXT", required: true, help: { vi: "họ và tên", en: "full name" } },
    role: { type: "text", value: "ROLE", required: true, help: { vi: roles.join(", "), en: roles.join(", ") } },
    unit: {
      type: "text",
      value: "CODE",
      help: { vi: "mã đơn vị; không có nghĩa là toàn hệ thống", en: "code of the unit; none means the whole instance" },
    },
  },
  json: true,
  async run(call) {
    const userName = UserName.safeParse(call.required("user"));
    if (!userName.success) throw accountProblem("account.not-found", { fields: { "/userName": "account.user-name" } });
    const role = call.required("role");
    if (!roles.includes(role as Role))
      throw new WrongUse(`Không có vai trò "${role}"`, `there is no role "${role}"; one of ${roles.join(", ")}`);
    const code = call.text("unit");
    const unit =
      code === undefined
        ? null
        : await asSystem(call.database.pool, async (tx) => {
            const id = await getUnitByCode(tx, code, todayInVietnam());
            return { id, name: await unitName(tx, id, todayInVietnam()) };
          });
    const password = readablePassword();
    const userId = newId<"Account">();
    await execute(call, createAccount, {
      userId,
      userName: userName.data,
      displayName: call.required("name"),
      homeUnitId: unit?.id ?? null,
      personId: null,
      grants: [{ role: role as Role, unitId: unit?.id ?? null }],
      passwordHash: await hashPassword(password),
      mustChangePassword: true,
      demo: false,
    });
    call.answer({ id: userId, userName: userName.data, role, unit: unit?.name ?? null, password }, () => {
      call.say(
        `Đã tạo ${userName.data}; mật khẩu đầu tiên: ${password}`,
        `made ${userName.data}; first password: ${password}`,
      );
    });
  },
};

const reset: CliCommand = {
  name: "accounts reset-password",
  summary: { vi: "Đặt lại mật khẩu; mọi phiên đăng nhập kết thúc", en: "Set a new first password; all sessions end" },
  options: { user },
  json: true,
  async run(call) {
    const userName = call.required("user").toLowerCase();
    const password = readablePassword();
    await execute(call, resetPassword, {
      userId: await accountNamed(call, userName),
      passwordHash: await hashPassword(password),
    });
    call.answer({ userName, password }, () => {
      call.say(`Mật khẩu mới của ${userName}: ${password}`, `new password of ${userName}: ${password}`);
    });
  },
};

const list: CliCommand = {
  name: "accounts list",
  summary: { vi: "Liệt kê tài khoản và vai trò", en: "List accounts and roles" },
  json: true,
  async run(call) {
    const rows = await asSystem(
      call.database.pool,
      async (tx) =>
        (
          await sql<Record<string, unknown>>`
      select u.user_name as "userName", u.name as "displayName", u.demo, u.disabled_at is not null as closed, g.role, g.unit_id as "unitId",
        lower(g.valid)::text as "from", (upper(g.valid) - 1)::text as "to"
      from account_user u left join role_grant g on g.user_id = u.id order by u.user_name, g.created_at`.execute(tx)
        ).rows,
    );
    call.answer(rows);
  },
};

export const accountCliCommands: readonly CliCommand[] = [createToken, create, reset, list];
