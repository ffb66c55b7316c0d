import { useRef, useState } from "react";

export interface NamePage {
  readonly names: readonly string[];
  readonly marker?: string | undefined;
}

type Status = "pending" | "loading" | "finished" | "error";

interface LoadMore {
  readonly filteringText: string;
  readonly firstPage: boolean;
  readonly samePage: boolean;
}

/** Some of many names, searched by their beginning on the server and read a page at a time, as a list of choices asks. */
export function useNamePages(
  load: (prefix: string, marker: string | undefined) => Promise<NamePage>,
) {
  const [names, setNames] = useState<readonly string[]>([]);
  const [status, setStatus] = useState<Status>("pending");
  const asked = useRef({ prefix: "", marker: undefined as string | undefined });

  async function read(prefix: string, marker: string | undefined) {
    asked.current = { prefix, marker };
    const isCurrent = () => asked.current.prefix === prefix && asked.current.marker === marker;
    setStatus("loading");
    try {
      const page = await load(prefix, marker);
      if (!isCurrent()) return;
      setNames((before) => (marker === undefined ? page.names : [...before, ...page.names]));
      asked.current = { prefix, marker: page.marker };
      setStatus(page.marker === undefined ? "finished" : "pending");
    } catch {
      if (isCurrent()) setStatus("error");
    }
  }

  return {
    names,
    status,
    loadMore: ({ filteringText, firstPage, samePage }: LoadMore) => {
      const goOn = !firstPage || samePage;
      void read(filteringText, goOn ? asked.current.marker : undefined);
    },
  };
}
