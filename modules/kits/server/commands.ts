import { addKitEvent, openEventKits, stopKitEvent } from "./kit-events.ts";
import { closeKit, editKit, linkKitItem, openKit, setKitDeadline } from "./write-kit.ts";

export const kitCommands = {
  "kit.open": openKit,
  "kit.edit": editKit,
  "kit.link-item": linkKitItem,
  "kit.close": closeKit,
  "kit.set-deadline": setKitDeadline,
  "kit.add-event": addKitEvent,
  "kit.stop-event": stopKitEvent,
  "kit.open-events": openEventKits,
};
