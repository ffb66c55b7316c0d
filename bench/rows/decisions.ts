// biome-ignore-start lint/correctness/noUndeclaredDependencies: only the benchmarks import this file
import {
  type AccessRequest,
  type AttachedPolicy,
  compileStored,
  decide,
} from "@sallyport/core/policy";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above
import { median, type Row } from "../figures.ts";

const policies = 20;
const statementsEach = 10;
const rounds = 15;
const perRound = 20_000;
const mostMicroseconds = 10;

/** Whether a request is allowed, by twenty policies of ten statements each: with wildcards, a condition and a variable in them. */
export function decisions(): readonly Row[] {
  const attached = Array.from({ length: policies }, (_, index) => attach(index));
  return [
    measure("allowed by the last of them", attached, "iam:GetUser"),
    measure("allowed by none of them", attached, "iam:DeleteUser"),
  ];
}

function measure(outcome: string, attached: readonly AttachedPolicy[], action: string): Row {
  const request = requestOf(action);
  const expected = action === "iam:GetUser" ? "allowed" : "implicitDeny";
  const texts = attached.flatMap(({ policy }) => policy.statements.map(() => `iam:${policy}`));
  const ours: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(
      microseconds(() => {
        if (decide({ request, policies: attached }).outcome !== expected) throw new Error(outcome);
      }),
    );
    limits.push(
      microseconds(() => {
        if (texts.some((text) => text === action || text === request.resource)) throw new Error();
      }),
    );
  }
  const took = median(ours);
  const limit = median(limits);
  return {
    work: `a decision over ${policies} policies of ${statementsEach} statements, ${outcome}`,
    ours: `${took.toFixed(2)} µs (${Math.round(1_000_000 / took)}/s)`,
    against: `comparing two texts with each statement's: ${limit.toFixed(2)} µs`,
    ratio: (took / limit).toFixed(1),
    target: `< ${mostMicroseconds} µs`,
    met: took < mostMicroseconds,
  };
}

function microseconds(work: () => void): number {
  const began = performance.now();
  for (let time = 0; time < perRound; time += 1) work();
  return ((performance.now() - began) * 1000) / perRound;
}

/** As people write them: half by exact names, half by wildcards; a guard for MFA; one's own things by a variable. */
function attach(index: number): AttachedPolicy {
  const last = index === policies - 1;
  const Statement = Array.from({ length: statementsEach }, (_, at) => ({
    Effect: "Allow",
    Action: at % 2 === 0 ? [`s3:Get${index}x${at}*`, "s3:ListBucket"] : ["iam:List*", "iam:Tag*"],
    Resource: [
      `arn:aws:s3:::bucket-${index}-${at}/*`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      "arn:aws:iam::123456789012:user/${aws:username}",
    ],
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  }));
  const allows = { Effect: "Allow", Action: "iam:Get*", Resource: "*" };
  const source = JSON.stringify({
    Version: "2012-10-17",
    Statement: last ? [...Statement.slice(1), allows] : Statement,
  });
  return { role: "identity", id: `policy-${index}`, from: "bench", policy: compileStored(source) };
}

function requestOf(action: string): AccessRequest {
  return {
    action,
    resource: "arn:aws:iam::123456789012:user/somebody",
    context: new Map([
      ["aws:username", ["alice"]],
      ["aws:multifactorauthpresent", ["true"]],
      ["aws:sourceip", ["192.0.2.7"]],
    ]),
  };
}
