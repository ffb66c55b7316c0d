import { type Operation, type OperationName, operations } from "@sallyport/core";

/**
 * Which operations the console may call, by name: all that are meant for signed-in people. Steps of sign-in are meant
 * for a pending sign-in or for anybody, and the command line's for the operator: neither is reached from here.
 */
const reachable: ReadonlyMap<string, OperationName> = new Map(
  Object.values<Operation>(operations)
    .filter(
      ({ callers = ["person"] }) =>
        callers.includes("person") &&
        !callers.includes("anonymous") &&
        !callers.includes("pending"),
    )
    .map(({ name }) => [name, name as OperationName]),
);

/** The operation of that name, if the console may call it. */
export function findReachable(name: string): OperationName | undefined {
  return reachable.get(name);
}

export function reachableNames(): readonly OperationName[] {
  return [...reachable.values()];
}
