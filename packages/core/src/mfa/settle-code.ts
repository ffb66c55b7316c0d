import { refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { CodeSource, PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { learnFromCode } from "./learn.ts";
import type { ProvenCode } from "./prove-code.ts";

/** After a code was proven: the device learns, and the charges of this sign-in are taken back. Refuses when the device was removed meanwhile. */
export async function settleCode(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
  proof: ProvenCode,
  refund: { readonly cost: number; readonly wrong: number; readonly source: CodeSource },
): Promise<void> {
  const { tx, now } = scope;
  const { accountId, serialNumber } = proof.device;
  const device = await tx.devices.find(accountId, serialNumber);
  if (device?.assignment?.personId !== person.personId) throw refusals.signInExpired();
  await tx.devices.remember(
    accountId,
    serialNumber,
    learnFromCode(device.assignment, proof.step, now),
  );
  await tx.codeLedgers.refund(person, refund.source, { cost: refund.cost, wrong: refund.wrong });
}
