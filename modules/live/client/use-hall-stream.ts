import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** Hears what the hall hears: numbers at once, and that something else has changed, so that the console asks again. */
export function useHallStream(code: string | null, path: string): { votes: number | null | undefined; lost: boolean } {
  const client = useQueryClient();
  const [votes, setVotes] = useState<number | null | undefined>(undefined);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (code === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    const listen = () => {
      source = new EventSource(`/h/${code}/live`);
      source.addEventListener("open", () => setLost(false));
      source.addEventListener("message", () => {
        setVotes(undefined);
        void client.invalidateQueries({ queryKey: [path] });
      });
      source.addEventListener("n", (event) => {
        const { data } = event as MessageEvent<string>;
        setVotes(data === "" ? null : Number(data));
      });
      source.addEventListener("error", () => {
        setLost(true);
        if (source.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(listen, 3000);
      });
    };
    listen();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [code, path, client]);
  return { votes, lost };
}
