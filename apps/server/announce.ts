import type { Auth } from "#platform/auth/auth.ts";
import type { Instance } from "./instance.ts";
import type { Settings } from "./settings.ts";
import { demoAccounts, demoPassword } from "#db/seeds/demo-cast.ts";

/** What a person who started this has to know, and nothing else: the address, the accounts, where the data is. */
export async function announce(about: {
  settings: Settings;
  port: number;
  instance: Instance;
  auth: Auth;
}): Promise<void> {
  const { settings, port, instance, auth } = about;
  const address = settings.PUBLIC_URL ?? `http://localhost:${port}`;
  const data = settings.DATABASE_URL ? "DATABASE_URL" : (instance.movedTo ?? settings.DATA_DIR);
  const lines = [
    "",
    `  Cầu Nối đang chạy / is running   ${address}`,
    `  bàn làm việc / desk              ${address}/desk/`,
    `  ứng dụng cơ sở / field app       ${address}/field/`,
    `  dữ liệu / data                   ${data}`,
  ];
  if (settings.DEMO) {
    const width = Math.max(...demoAccounts.map((account) => account.userName.length));
    lines.push("", `  Tài khoản dùng thử, mật khẩu / demo accounts, password: ${demoPassword}`);
    for (const account of demoAccounts)
      lines.push(`    ${account.userName.padEnd(width)}  ${account.displayName}, ${account.post}`);
  }
  if (await auth.needsSetup())
    lines.push(
      "",
      `  Chưa có quản trị viên: hãy tạo tại ${address}/desk/ ; từ máy khác cần mã ${auth.setupCode}`,
      `  no administrator yet: make one there; from another machine with the code ${auth.setupCode}`,
    );
  lines.push("", "  Ctrl-C để dừng / to stop", "");
  process.stdout.write(`${lines.join("\n")}\n`);
}
