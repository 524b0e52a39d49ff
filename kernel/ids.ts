/** Branded ids: a talk's id is not a person's id, though both are strings on the wire. */
declare const brand: unique symbol;
export type Id<Of extends string, Base extends string | number = string> = Base & { readonly [brand]: Of };

/**
 * A UUID of version 7 (RFC 9562): time-ordered, so that indexes grow at their end. Made on phone or server. None whose
 * spoken code reads as a number plate ("37B-1234"): texts that hold identities are refused, and codes stand in texts.
 */
export function newId<Of extends string>(now: number = Date.now()): Id<Of> {
  for (;;) {
    const id = anyId(now);
    if (!/^[1-9]\d[A-Z]-\d{4}$/.test(spokenCode(id))) return id as Id<Of>;
  }
}

function anyId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now >>> 0);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const SPOKEN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Seven letters that a person can read over the phone ("4K7-29MQ"), from the random end of an id. */
export function spokenCode(id: string): string {
  // 35 bits of the end; numbers are exact to 53, and a list writes fifty of these
  let n = Number.parseInt(id.slice(-9), 16);
  let code = "";
  for (let i = 0; i < 7; i++) {
    code += SPOKEN[n % 32];
    n = Math.floor(n / 32);
  }
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}
