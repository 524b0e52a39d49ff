import { cancelPlan, movePlan, planChannels, setChannel } from "./plan-channels.ts";
import { recordPublication, strikePublication, takeDown } from "./record-publication.ts";

export const channelCommands = {
  "channel.plan": planChannels,
  "channel.move-plan": movePlan,
  "channel.cancel-plan": cancelPlan,
  "channel.record": recordPublication,
  "channel.take-down": takeDown,
  "channel.strike": strikePublication,
  "channel.set": setChannel,
};
