import type { AuditFault, AuditHead, Verified } from "@sallyport/core";
import { defineCommand, exitCodes, UsageFault } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";

export const auditVerify = defineCommand({
  name: "audit verify",
  summary: "checks that the audit trail is as it was sealed",
  help: `
Usage: sallyport audit verify [--head NUMBER:HASH] [--json]

  --head NUMBER:HASH    a block that the log named ("auditHead"): tells also whether the
                        trail's end was cut off
  --json                prints the result as one line of JSON
  --help                shows this

Reads the whole trail, changes nothing, and may run beside a server. Ends with 0 where the trail
is whole, and with 1 where it is not: the first bad block or record is named.
`,
  options: { head: { type: "string" }, json: { type: "boolean" } },
  async run(values, terminal) {
    const noted = values.head === undefined ? undefined : headFrom(values.head);
    const verified = await atOperatorDesk({ terminal }, ({ iam }) => iam.verifyTrail(noted));
    const text = values.json === true ? jsonOf(verified) : tell(verified);
    terminal.stdout.write(`${text}\n`);
    return verified.fault === undefined ? exitCodes.done : exitCodes.other;
  },
});

function headFrom(text: string): AuditHead {
  const found = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text);
  if (found === null)
    throw new UsageFault("--head is a block's number and hash, as in the log: 12:5e5a….");
  const [, number, hash = ""] = found;
  return { number: Number(number), hash };
}

const headText = ({ number, hash }: AuditHead): string => `${number}:${hash}`;

function jsonOf({ fault, head, ...sums }: Verified): string {
  return JSON.stringify({
    whole: fault === undefined,
    ...sums,
    ...(head !== undefined && { head: headText(head) }),
    ...(fault !== undefined && { fault }),
  });
}

function tell({ fault, head, ...sums }: Verified): string {
  if (fault !== undefined)
    return `The audit trail is broken. ${faultText(fault)}\n${sums.blocks} blocks before it are whole.`;
  const lines = [
    `The audit trail is whole: ${sums.records} records in ${sums.blocks - sums.removedBlocks} blocks.`,
    ...(sums.removedBlocks > 0
      ? [
          `${sums.removedRecords} records in ${sums.removedBlocks} older blocks were removed by retention.`,
        ]
      : []),
    ...(sums.unsealed > 0
      ? [`${sums.unsealed} records are not sealed yet: nothing vouches for them.`]
      : []),
    ...(head === undefined ? [] : [`Newest block: ${headText(head)}`]),
  ];
  return lines.join("\n");
}

function faultText(fault: AuditFault): string {
  switch (fault.kind) {
    case "blockMissing":
      return `Block ${fault.block} is missing.`;
    case "blockAltered":
      return `Block ${fault.block} was altered, or was not sealed under this master key.`;
    case "recordMissing":
      return `Record ${fault.eventId} of account ${fault.accountId} is missing from block ${fault.block}.`;
    case "recordAltered":
      return `Record ${fault.eventId} of account ${fault.accountId} in block ${fault.block} was altered.`;
    case "recordInserted":
      return `Record ${fault.eventId} of account ${fault.accountId} was not in block ${fault.block} when it was sealed.`;
    case "headMissing":
      return `The trail ends before block ${fault.block}: its end was cut off.`;
    case "headDiffers":
      return `Block ${fault.block} is another than the one that was noted.`;
  }
}
