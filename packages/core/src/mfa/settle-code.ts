import { refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { CodeSource, DeviceRecord, PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { learnFromCode } from "./learn.ts";
import type { ProvenCode } from "./prove-code.ts";

/** After a code was proven: the device learns, and the charges of this sign-in are taken back. Refuses when the device was removed meanwhile. */
export async function settleCode(
  scope: Scope<unknown> & {
    readonly tx: Tx;
    /** The person's devices, where this transaction has looked for them already. */
    readonly found?: { readonly devices: readonly DeviceRecord[] };
  },
  person: PersonRecord,
  proof: ProvenCode,
  refund: { readonly cost: number; readonly wrong: number; readonly source: CodeSource },
): Promise<void> {
  const { tx, now, found } = scope;
  const { accountId, serialNumber } = proof.device;
  const device =
    found === undefined
      ? await tx.devices.find(accountId, serialNumber)
      : found.devices.find((one) => one.serialNumber === serialNumber);
  const assignment = device?.assignment;
  if (assignment?.personId !== person.personId) throw refusals.signInExpired();
  await tx.devices.remember(accountId, serialNumber, learnFromCode(assignment, proof.step, now));
  await tx.codeLedgers.refund(person, refund.source, { cost: refund.cost, wrong: refund.wrong });
}
