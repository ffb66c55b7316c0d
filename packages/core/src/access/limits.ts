// AWS's limits of policies (iam-semantics §1.7). Sizes leave out white space.

export const policyLimits = {
  policiesPerAccount: 1500,
  attachedPerHolder: 10,
  versionsPerPolicy: 5,
  managedSize: 6144,
  trustSize: 2048,
  /** All of a holder's inline policies together. */
  inlineSize: { user: 2048, group: 5120, role: 10_240 },
} as const;

export function policySize(document: string): number {
  return document.replace(/\s/g, "").length;
}
