import type { Principal } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";

/**
 * A phone says whose it is. Somebody else's sign-in may be open in its browser for a moment: what it sends is nothing of
 * theirs, and what they may see is nothing for it. Without `userId` (a program with a token) nothing is compared.
 * @throws sync.other-person
 */
export function refuseOtherPerson(principal: Principal, userId: string | undefined): void {
  if (userId !== undefined && userId !== principal.userId) throw new Problem("sync.other-person", 409);
}
