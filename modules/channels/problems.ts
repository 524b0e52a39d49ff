import { problemCatalogue } from "#kernel/problem.ts";

export const channelProblem = problemCatalogue({
  "channel.version-unknown": 404,
  "channel.plan-unknown": 404,
  "channel.publication-unknown": 404,
  "channel.unknown": 422,
  "channel.unit-unknown": 422,
  "channel.draft": 409,
  "channel.recalled": 409,
  "channel.superseded": 409,
  "channel.expired": 409,
  "channel.early": 409,
  "channel.planned-already": 409,
  "channel.plan-closed": 409,
  "channel.plan-other": 422,
  "channel.no-proof": 422,
  "channel.dates": 422,
  "channel.identity-in-text": 422,
});
