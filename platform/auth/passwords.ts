import { createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";

/** The form that the sign-in library reads (`salt:key`, scrypt), so that an administrator's write and its own agree. */
const cost = { N: 16384, r: 16, p: 1, maxmem: 128 * 16384 * 16 * 2 };

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, 64, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );
}

/** @param salt hexadecimal; random unless a repeat of the same command has to give the same text (see `saltFor`). */
export async function hashPassword(password: string, salt: string = randomBytes(16).toString("hex")): Promise<string> {
  return `${salt}:${(await derive(password, salt)).toString("hex")}`;
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [salt, key] = hash.split(":");
  if (!salt || !key) return false;
  const wanted = Buffer.from(key, "hex");
  const given = await derive(password, salt);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** One salt a command: secret, never the same for two commands, and the same when that command is sent again. */
export function saltFor(secret: string, commandId: string): string {
  return createHmac("sha256", secret).update(`password salt ${commandId}`).digest("hex").slice(0, 32);
}

const letters = "abcdefghjkmnpqrstuvwxyz";
const digits = "23456789";

/** A first password that can be read out: no letters that look alike, 60 bits. */
export function readablePassword(): string {
  const group = () =>
    Array.from({ length: 4 }, (_, n) =>
      n < 3 ? letters[randomInt(letters.length)] : digits[randomInt(digits.length)],
    ).join("");
  return [group(), group(), group(), group()].join("-");
}
