import { hashPassword } from "#platform/auth/passwords.ts";
import { StartRefused } from "#platform/config/start-refused.ts";
import { migrate } from "#platform/db/migrate.ts";
import { demoPassword } from "#db/seeds/demo-cast.ts";
import { seedDemo } from "#db/seeds/demo.ts";
import type { Instance } from "./instance.ts";
import { allCommands } from "./rooms.ts";

/**
 * Fills an empty instance with the demo, once. A fill that was cut off is wiped and begun again.
 * @returns false where the database holds something else: then this is no demo.
 */
export async function fillDemo(
  instance: Instance,
  progress: (label: string, done: number, total: number) => void,
): Promise<boolean> {
  const { database } = instance;
  const state = await database.worker.query<{ demo: string; used: boolean }>(
    "select demo, exists (select from unit) or exists (select from account_user) as used from instance",
  );
  const { demo, used } = state.rows[0]!;
  if (demo === "filled") return true;
  if (demo === "no" && used) return false;
  if (demo === "filling") await wipe(instance);
  await database.worker.query("update instance set demo = 'filling'");
  process.stderr.write("Đang dựng tỉnh dùng thử (chỉ lần đầu) / filling the demo province (first time only) …\n");
  await seedDemo({
    database,
    commands: allCommands,
    hashPassword: () => hashPassword(demoPassword),
    today: new Date(),
    progress,
  });
  await database.worker.query("update instance set demo = 'filled'");
  // plans for the tables as they are now, not as they were when empty
  await database.worker.query("analyze");
  return true;
}

/** Only ever a demo that was half filled by us: `instance` said so before the first row was written. */
async function wipe({ database }: Instance): Promise<void> {
  try {
    await database.worker.query(
      "drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public",
    );
  } catch (error) {
    throw new StartRefused(
      "Lần dựng dữ liệu mẫu trước bị ngắt và không xóa đi được; hãy dùng một cơ sở dữ liệu trống",
      "the last filling of the demo was cut off and could not be wiped; use an empty database",
      error,
    );
  }
  await migrate(database.url);
}
