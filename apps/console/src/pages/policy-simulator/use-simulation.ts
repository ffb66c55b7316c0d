import { type Query, useQuery } from "../../api/use-query.ts";
import { type Question, requestOf } from "./question.ts";
import type { Evaluation } from "./whose.ts";

/** Asks the server to decide; `undefined` for the question means: nothing is asked. */
export function useSimulation(
  question: Question | undefined,
  tried: string | undefined,
): Pick<Query<readonly Evaluation[]>, "data" | "error" | "reload"> {
  const { source = "" } = question ?? {};
  const request = question === undefined ? undefined : requestOf(question);
  const list = tried === undefined ? {} : { policyInputList: [tried] };
  const ofPrincipal = useQuery(
    "SimulatePrincipalPolicy",
    request === undefined || source === ""
      ? undefined
      : { policySourceArn: source, ...list, ...request },
  );
  const ofPolicy = useQuery(
    "SimulateCustomPolicy",
    request === undefined || source !== "" || tried === undefined
      ? undefined
      : { policyInputList: [tried], ...request },
  );
  const { data, error, reload } = source === "" ? ofPolicy : ofPrincipal;
  return { data: data?.evaluationResults, error, reload };
}

/** The condition keys that the policies look at; none while they cannot be read. */
export function useContextKeys(source: string, tried: string | undefined): readonly string[] {
  const ofPrincipal = useQuery(
    "GetContextKeysForPrincipalPolicy",
    source === ""
      ? undefined
      : {
          policySourceArn: source,
          ...(tried === undefined ? {} : { policyInputList: [tried] }),
        },
  );
  const ofPolicy = useQuery(
    "GetContextKeysForCustomPolicy",
    source !== "" || tried === undefined ? undefined : { policyInputList: [tried] },
  );
  return (source === "" ? ofPolicy : ofPrincipal).data?.contextKeyNames ?? [];
}
