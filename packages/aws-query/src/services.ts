// The two services behind this door, and which of our operations each has.

import { type Operation, type OperationName, operations, type Service } from "@sallyport/core";

export interface ServiceSpec {
  readonly name: Service;
  readonly version: string;
  readonly namespace: string;
}

const specs: Readonly<Record<Service, ServiceSpec>> = {
  iam: {
    name: "iam",
    version: "2010-05-08",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
  },
  sts: {
    name: "sts",
    version: "2011-06-15",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  },
};

/** Both are behind one address: a request is for the service whose version it names, or else for the one that it is signed for. */
export function findService(version: string | undefined, signedFor: string | undefined) {
  if (version === specs.sts.version) return specs.sts;
  if (version === specs.iam.version) return specs.iam;
  return signedFor === "sts" ? specs.sts : specs.iam;
}

const actions: ReadonlyMap<string, OperationName> = new Map(
  Object.values<Operation>(operations)
    .filter(({ kind }) => kind === "aws")
    .map(({ name, service = "iam" }) => [`${service}:${name}`, name as OperationName]),
);

/** Names are AWS's, letter for letter. */
export function findAction({ name }: ServiceSpec, action: string): OperationName | undefined {
  return actions.get(`${name}:${action}`);
}

/** AssumeRoleWithWebIdentity and AssumeRoleWithSAML: what they are sent is their proof. */
export function isUnsigned(service: ServiceSpec, action: string | undefined): boolean {
  const name = action === undefined ? undefined : findAction(service, action);
  if (name === undefined) return false;
  const { callers }: Operation = operations[name];
  return callers?.includes("anonymous") === true;
}

/** What is answered here, for the reference page. */
export function answeredActions(service: Service): readonly string[] {
  return [...actions.keys()]
    .filter((key) => key.startsWith(`${service}:`))
    .map((key) => key.slice(service.length + 1))
    .sort();
}
