import { useEffect, useState } from "react";
import { call } from "../../api/client.ts";
import type { Input, Output } from "../../api/types.ts";

export type PolicyKind = Input<"CheckPolicy">["kind"];
export type Findings = Output<"CheckPolicy">;
export type Finding = Findings["findings"][number];

/** How long the typing must rest before the server is asked. */
const rest = 400;

/** What the server finds in a policy as it is written; the last answer stays until there is a newer one. */
export function useFindings(policyDocument: string, kind: PolicyKind): Findings | undefined {
  const [findings, setFindings] = useState<Findings>();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      call("CheckPolicy", { policyDocument, kind }, { signal: controller.signal }).then(
        setFindings,
        () => {}, // saving says it all again
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [policyDocument, kind]);
  return findings;
}
