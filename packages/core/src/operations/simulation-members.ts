// What the simulating operations take and answer (iam-semantics §3.10).

import {
  clockKeys,
  type PatientWalk,
  type Simulation,
  simulatedKeys,
  simulateInSteps,
} from "../access/simulate.ts";
import { IamError } from "../errors.ts";
import { toIso } from "../instant.ts";
import type { Scope } from "../operation.ts";
import { boolean, integer, list, oneOf, optional, struct, text } from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { policyDocument } from "./policy-members.ts";

const position = struct({ line: integer(1, 1e9), column: integer(1, 1e9) });

/** More documents than anybody holds. */
export const documents = list(policyDocument, 20);

export const request = {
  actionNames: list(
    text({
      min: 3,
      max: 128,
      pattern: /^[^*?\s]+$/,
      words: "Name actions in full, like iam:GetUser.",
    }),
    100,
  ),
  resourceArns: optional(list(text({ max: 2048 }), 100)),
  resourceOwner: optional(text({ min: 20, max: 2048 })),
  callerArn: optional(text({ max: 2048 })),
  resourceHandlingOption: optional(text({ max: 64 })),
  contextEntries: optional(
    list(
      struct({
        contextKeyName: optional(text({ min: 5, max: 256 })),
        contextKeyValues: optional(list(text({ min: 0, max: 2048 }), 100)),
        contextKeyType: optional(
          oneOf(
            ...["string", "stringList", "numeric", "numericList", "boolean", "booleanList"],
            ...["ip", "ipList", "binary", "binaryList", "date", "dateList"],
          ),
        ),
      }),
      100,
    ),
  ),
  ...page,
} as const;

export const answer = {
  evaluationResults: list(
    struct({
      evalActionName: anyText,
      evalResourceName: optional(anyText),
      evalDecision: oneOf("allowed", "explicitDeny", "implicitDeny"),
      matchedStatements: list(
        struct({
          sourcePolicyId: anyText,
          sourcePolicyType: oneOf("user", "group", "role", "aws-managed", "user-managed", "none"),
          startPosition: position,
          endPosition: position,
        }),
      ),
      missingContextValues: list(anyText),
      permissionsBoundaryDecisionDetail: optional(
        struct({ allowedByPermissionsBoundary: boolean }),
      ),
    }),
  ),
  ...pageEnd,
} as const;

interface Asked {
  readonly actionNames: readonly string[];
  readonly resourceArns?: readonly string[] | undefined;
  readonly contextEntries?: Parameters<typeof simulatedKeys>[0];
  readonly marker?: string | undefined;
  readonly maxItems?: number | undefined;
}

/**
 * What a page may cost: the characters of the policies, times those of what they are compared with. A tenth of a second's worth, and
 * less than one where the patterns mean ill; others have their turns meanwhile.
 */
const mostWork = 1e9;

/** How many statements and keys a page may name, together: a few thousand characters ask for millions of them. */
const mostNamed = 5000;

/**
 * Every action on every resource, a page at a time: only what is answered is decided. A page that costs too much ends early. To be
 * awaited outside of the store's reads: whoever waits for one would wait for the whole walk.
 */
export async function simulatePage(
  scope: Scope<Asked>,
  walk: PatientWalk,
  policies: Simulation["policies"],
  keysFor: (resource: string) => Simulation["context"] = () => new Map(),
) {
  const { input, now } = scope;
  const { resourceArns = ["*"] } = input;
  const resources = resourceArns.length === 0 ? ["*"] : resourceArns;
  const listName = `Simulate ${input.actionNames.length} ${resources.length}`;
  const { after, limit } = pageRequest(scope, listName);
  const from = after === undefined ? 0 : Number(after) + 1;
  const pairs = input.actionNames.flatMap((action) =>
    resources.map((resource) => ({ action, resource })),
  );
  const wanted = pairs.slice(from, from + limit - 1);
  const decided: { readonly index: number; readonly result: Simulated }[] = [];
  let [work, named] = [0, 0];
  for (const { action, resource } of wanted) {
    const byDefault = new Map([...clockKeys(now, toIso(now)), ...keysFor(resource)]);
    const simulation = {
      ...{ action, resource, policies },
      context: simulatedKeys(input.contextEntries, byDefault),
    };
    work += sizeOf(simulation) * mostCompared(simulation);
    if (work > mostWork || named > mostNamed) break;
    const result = await walk.through(simulateInSteps(simulation));
    named += result.matchedStatements.length + result.missingContextValues.length;
    decided.push({ index: from + decided.length, result });
  }
  const last = decided.at(-1);
  if (last === undefined && wanted.length > 0) throw tooMuch();
  const isEnd = from + decided.length === pairs.length;
  const stoppedAt = isEnd ? undefined : String(last?.index);
  const { items, end } = pageOf(scope, listName, decided, ({ index }) => String(index), stoppedAt);
  return { evaluationResults: items.map(({ result }) => result), ...end };
}

type Simulated =
  ReturnType<typeof simulateInSteps> extends Generator<number, infer Result> ? Result : never;

const tooMuch = () =>
  new IamError(
    "InvalidInput",
    "This is too much to simulate: give fewer or shorter policies, resources or values of context keys.",
  );

/** To put a character in for a variable is dearer than to compare it. */
const eachPutIn = 10;

/** The characters of the policies, and those that their variables stand for: a few may ask for many. */
function sizeOf({ policies, context }: Simulation): number {
  const putIn = (key: string) => {
    const values = context.get(key);
    return values?.length === 1 ? (values[0]?.length ?? 0) * eachPutIn : 0;
  };
  return policies.reduce(
    (sum, { policy: { source, variables } }) =>
      variables.reduce((all, key) => all + putIn(key), sum + source.length),
    0,
  );
}

/** A value takes a look at the pattern, whatever its length. */
const eachValue = 32;

/** A pattern is compared with the action, with the resource, or with all values of one key. */
function mostCompared({ action, resource, context }: Simulation): number {
  const ofKeys = [...context.values()].map((values) =>
    values.reduce((sum, value) => sum + value.length + eachValue, 0),
  );
  return Math.max(action.length, resource.length, ...ofKeys);
}

/** What there is to say no to: resource policies are the business of other services. */
export function refuseResourcePolicy(resourcePolicy: string | undefined): void {
  if (resourcePolicy === undefined) return;
  throw new IamError("InvalidInput", "Resource policies cannot be simulated here.", {
    fields: [{ name: "resourcePolicy", message: "Leave this out." }],
  });
}
