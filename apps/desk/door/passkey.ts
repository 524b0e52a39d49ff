import { call } from "#platform/ui/api.ts";

/** Whether this browser can use passkeys at all. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** The person closed the browser's own dialog: no error, nothing happened. */
export class PasskeyLeft extends Error {}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError"))
      throw new PasskeyLeft();
    throw error;
  }
}

export async function signInWithPasskey(): Promise<void> {
  const options = await call<PublicKeyCredentialRequestOptionsJSON>("/sign-in/passkey/begin", {
    method: "POST",
    body: {},
  });
  const credential = await asked(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  );
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyLeft();
  await call("/sign-in/passkey", { method: "POST", body: { credential: credential.toJSON() } });
}

export async function addPasskey(name: string): Promise<void> {
  const options = await call<PublicKeyCredentialCreationOptionsJSON>("/me/passkeys/begin", {
    method: "POST",
    body: {},
  });
  const credential = await asked(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  );
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyLeft();
  await call("/me/passkeys", { method: "POST", body: { credential: credential.toJSON(), name } });
}
