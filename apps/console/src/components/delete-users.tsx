import Box from "@cloudscape-design/components/box";
import { useRef } from "react";
import { call } from "../api/client.ts";
import { isRefusal } from "../api/error.ts";
import { t, tCount } from "../i18n/t.ts";
import { ConfirmByTyping } from "./confirm-by-typing.tsx";

/** A user about to go, with what goes with them. */
export interface Leaving {
  readonly userName: string;
  readonly belongings: readonly string[];
}

interface DeleteUsersProps {
  readonly users: readonly Leaving[];
  /** Called with those that are gone, also when a later one could not be deleted. */
  readonly onDeleted: (userNames: readonly string[]) => void;
  readonly onDismiss: () => void;
}

/** Deletes users with all that hangs on them, after naming it and having the deletion typed out. */
export function DeleteUsers({ users, onDeleted, onDismiss }: DeleteUsersProps) {
  const gone = useRef<string[]>([]);
  const only = users.length === 1 ? users[0] : undefined;

  async function deleteAll() {
    for (const { userName } of users) {
      if (gone.current.includes(userName)) continue;
      await deleteOne(userName);
      gone.current.push(userName);
    }
    onDeleted(gone.current);
  }

  return (
    <ConfirmByTyping
      title={
        only === undefined
          ? tCount("deleteUsers.title", users.length)
          : t("deleteUsers.titleOne", { userName: only.userName })
      }
      word={only?.userName ?? t("deleteUsers.word")}
      actionText={t("action.delete")}
      onConfirm={deleteAll}
      onDismiss={() => (gone.current.length > 0 ? onDeleted(gone.current) : onDismiss())}
    >
      <Box variant="p" color="inherit">
        {t("deleteUsers.forGood")}
      </Box>
      <ul className="sp-list">
        {users.map(({ userName, belongings }) => (
          <li key={userName}>
            <strong>{userName}</strong>
            {belongings.length === 0 ? null : `: ${belongings.join(", ")}`}
          </li>
        ))}
      </ul>
    </ConfirmByTyping>
  );
}

/** A user who is gone already is what was wanted. */
async function deleteOne(userName: string) {
  try {
    await call("RemoveUser", { userName });
  } catch (error) {
    if (!isRefusal(error, "NoSuchEntity")) throw error;
  }
}
