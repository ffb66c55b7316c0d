// Tag rules (iam-semantics §1.6): keys compare case-insensitively, at most fifty, "aws:" is AWS's.

import { IamError } from "../errors.ts";
import type { Tagged, TagRecord } from "../records.ts";
import type { Tx } from "../store.ts";

const mostTags = 50;

/** Refuses two spellings of one key in one request, and reserved keys. */
export function checkTags(tags: readonly TagRecord[]): void {
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.size < tags.length) {
    throw new IamError(
      "InvalidInput",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      {
        fields: [
          {
            name: "tags",
            message: "The same key is there twice; capital and small letters count as the same.",
          },
        ],
      },
    );
  }
  if ([...keys].some((key) => key.startsWith("aws:"))) {
    throw new IamError("InvalidInput", "Tag keys beginning with aws: are reserved.", {
      fields: [{ name: "tags", message: "Keys beginning with aws: are reserved." }],
    });
  }
}

export async function setTags(tx: Tx, of: Tagged, tags: readonly TagRecord[]): Promise<void> {
  checkTags(tags);
  if (tags.length === 0) return;
  await tx.tags.put(of, tags);
  const all = await tx.tags.list(of, { after: undefined, limit: mostTags + 1 });
  if (all.length > mostTags) {
    throw new IamError("LimitExceeded", "The number of tags has reached the maximum limit.");
  }
}

/** All of a thing's tags: fifty at most. */
export function allTags(tx: Tx, of: Tagged): Promise<readonly TagRecord[]> {
  return tx.tags.list(of, { after: undefined, limit: mostTags });
}
