import { useEffect, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { sessionEnded } from "#platform/ui/api.ts";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { deskText } from "../desk-text.ts";
import { useMe, useSignedIn } from "../session.ts";
import { useInstance } from "./instance.ts";
import { SignIn } from "./sign-in.tsx";

/** The session ended in the middle of work: sign in above the page, and everything on it is still there. */
export function SignInAgain() {
  const t = useText(deskText);
  const me = useMe();
  const [ended, setEnded] = useState(false);
  const instance = useInstance();
  const signedIn = useSignedIn(me);
  useEffect(() => {
    const heard = () => setEnded(true);
    sessionEnded.addEventListener("ended", heard);
    return () => sessionEnded.removeEventListener("ended", heard);
  }, []);
  return (
    <Dialog open={ended} onOpen={setEnded} title={t("door.again")} description={t("door.again-words")}>
      <Answer of={instance}>
        {(facts) => (
          <SignIn
            facts={facts}
            userName={me.userName}
            onDone={async () => {
              setEnded(false);
              await signedIn();
            }}
          />
        )}
      </Answer>
    </Dialog>
  );
}
