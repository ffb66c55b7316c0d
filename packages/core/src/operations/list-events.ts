import { accountOf } from "../identity/locate.ts";
import { type Instant, instant, SECOND } from "../instant.ts";
import { nameKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { integer, list, oneOf, optional, struct, text, timestamp } from "../schema/schema.ts";
import type { AuditFilter } from "../store.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listEvents = defineOperation({
  name: "ListEvents",
  kind: "view",
  summary:
    "The account's audit trail, newest first, by page: all of it, or by one attribute (as CloudTrail's event history is searched), within a time.",
  readOnly: true,
  input: struct({
    attribute: optional(oneOf("eventName", "userName", "accessKeyId", "readOnly", "failed")),
    /** Exactly, but for the case of a user's name; `true` or `false` for `readOnly`. */
    value: optional(text({ min: 0, max: 128 })),
    /** Seconds since 1970, as CloudTrail's own: none before the first, none from the second on. */
    startTime: optional(integer(0, 1e11)),
    endTime: optional(integer(0, 1e11)),
    ...page,
  }),
  output: struct({
    events: list(
      struct({
        eventId: anyText,
        eventTime: timestamp,
        /** The record as it was written, in CloudTrail's shape. */
        event: anyText,
      }),
    ),
    ...pageEnd,
  }),
  permissions: () => [{ action: "sallyport:ListEvents", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const filter = filterOf(input.attribute, input.value ?? "");
    const from = instant((input.startTime ?? 0) * SECOND);
    const until = input.endTime === undefined ? undefined : instant(input.endTime * SECOND);
    const listName = `ListEvents ${JSON.stringify(filter)}`;
    const request = pageRequest(scope, listName);
    const after = request.after ?? afterMoment(until);
    const rows = await tx.audit.list(accountOf(caller), { ...request, after }, { filter, from });
    const { items, end } = pageOf(scope, listName, rows, (row) => keyOf(row.at, row.eventId));
    return {
      events: items.map(({ eventId, at, event }) => ({ eventId, eventTime: at, event })),
      ...end,
    };
  },
  record: { request: [] },
});

const keyOf = (at: number, eventId: string) => `${String(at).padStart(15, "0")}/${eventId}`;

/** Newest first, records of that moment itself are not among those before it. */
const afterMoment = (until: Instant | undefined) =>
  until === undefined ? undefined : keyOf(until, "");

function filterOf(
  attribute: "eventName" | "userName" | "accessKeyId" | "readOnly" | "failed" | undefined,
  value: string,
): AuditFilter {
  switch (attribute) {
    case undefined:
      return { by: "nothing" };
    case "eventName":
    case "accessKeyId":
      return { by: attribute, value };
    case "userName":
      return { by: "userKey", value: nameKey(value) };
    case "readOnly":
      return { by: "readOnly", value: value !== "false" };
    case "failed":
      return { by: "failed" };
  }
}
