import { amendTalk } from "./amend-talk.ts";
import { correctTalk, decideCorrection } from "./correct-talk.ts";
import { enterTalk } from "./enter-talk.ts";
import { startPhoto } from "./photos.ts";
import { acceptTalk, assignTalk, cancelTalk, declineTalk, planTalk } from "./plan-talk.ts";
import { setTalkPublic } from "./publicity.ts";
import { recordTalk } from "./record-talk.ts";
import { settleHeld } from "./settle-held.ts";
import { returnTalk, verifyTalk } from "./verify-talk.ts";

/** Every command of this room by its permanent name; the app merges the rooms' maps. */
export const talkCommands = {
  "talk.plan": planTalk,
  "talk.enter": enterTalk,
  "talk.assign": assignTalk,
  "talk.accept": acceptTalk,
  "talk.decline": declineTalk,
  "talk.record": recordTalk,
  "talk.amend": amendTalk,
  "talk.cancel": cancelTalk,
  "talk.set-public": setTalkPublic,
  "talk.verify": verifyTalk,
  "talk.return": returnTalk,
  "talk.correct": correctTalk,
  "talk.confirm-correction": decideCorrection,
  "held.settle": settleHeld,
  "photo.start": startPhoto,
};
