import type { InputProps } from "@cloudscape-design/components/input";
import { type RefObject, useEffect, useRef, useState } from "react";
import { isRefusal } from "../../api/error.ts";
import { cleanCode, splitPair } from "./codes.ts";
import {
  type CodePair,
  checkPair,
  type PairFault,
  type PairField,
  pairFaultFrom,
  pairFaults,
} from "./pair-faults.ts";

export interface CodePairForm {
  readonly codes: CodePair;
  readonly fault: PairFault | undefined;
  readonly busy: boolean;
  /** What went wrong beside the codes themselves: no answer, too many attempts, no permission. */
  readonly error: unknown;
  readonly inputs: Readonly<Record<PairField, RefObject<InputProps.Ref | null>>>;
  readonly type: (field: PairField, text: string) => void;
  readonly submit: () => void;
}

/**
 * Two codes and their way to the server. After a wrong pair the codes stay, the fault is shown at the field it concerns,
 * and the focus goes there.
 */
export function useCodePair(send: (codes: CodePair) => Promise<void>): CodePairForm {
  const [codes, setCodes] = useState<CodePair>({ first: "", second: "" });
  const [fault, setFault] = useState<PairFault>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const first = useRef<InputProps.Ref>(null);
  const second = useRef<InputProps.Ref>(null);
  const [refusals, setRefusals] = useState(0);

  // After the refusal is on the page: a field that was disabled while sending cannot be focused before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every refusal moves the focus, also one of the same kind.
  useEffect(() => {
    if (fault === undefined) return;
    (pairFaults[fault] === "first" ? first : second).current?.focus();
  }, [refusals]);

  const refuse = (next: PairFault) => {
    setFault(next);
    setRefusals((before) => before + 1);
  };

  const type = (field: PairField, text: string) => {
    setFault(undefined);
    const pair = field === "first" ? splitPair(text) : undefined;
    if (pair !== undefined) setCodes({ first: pair[0], second: pair[1] });
    else setCodes((before) => ({ ...before, [field]: cleanCode(text) }));
  };

  const submit = () => {
    if (busy) return;
    setError(undefined);
    const seen = checkPair(codes);
    if (seen !== undefined) return refuse(seen);
    setFault(undefined);
    setBusy(true);
    send(codes).catch((caught: unknown) => {
      setBusy(false);
      if (isRefusal(caught, "InvalidAuthenticationCode")) refuse(pairFaultFrom(caught.details));
      else setError(caught);
    });
  };

  return { codes, fault, busy, error, inputs: { first, second }, type, submit };
}
