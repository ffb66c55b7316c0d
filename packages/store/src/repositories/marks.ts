import { type Run, statement } from "../statement.ts";

const find = statement<string>()(({ db, given }) =>
  db
    .selectFrom("meta")
    .select("value")
    .where(({ and }) => and({ name: given((name) => name) })),
);

const put = statement<{ name: string; value: string }>()(({ db, given }) =>
  db
    .insertInto("meta")
    .values({ name: given((mark) => mark.name), value: given((mark) => mark.value) })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet(({ ref }) => ({ value: ref("excluded.value") })),
    ),
);

export interface MarkRows {
  find(name: string): Promise<string | undefined>;
  put(name: string, value: string): Promise<void>;
}

export function marks(run: Run): MarkRows {
  return {
    find: async (name) => (await run.first(find, name))?.value,
    async put(name, value) {
      await run.change(put, { name, value });
    },
  };
}
