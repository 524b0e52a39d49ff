import type { Role } from "#kernel/access.ts";
import { useAsk } from "#platform/ui/use-api.ts";

/** As GET /api/instance answers: public, before anyone is signed in. */
export interface InstanceFacts {
  demo: boolean;
  needsSetup: boolean;
  setupNeedsCode: boolean;
  oidc: { label: string } | null;
  passkeys: boolean;
  demoAccounts: { userName: string; displayName: string; post: string; role: Role | null }[];
  demoPassword: string | null;
}

export const useInstance = () => useAsk<InstanceFacts>("/instance");
