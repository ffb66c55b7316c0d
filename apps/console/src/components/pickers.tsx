import { call } from "../api/client.ts";
import { t } from "../i18n/t.ts";
import { NamePicker } from "./name-picker.tsx";

interface PickerProps {
  readonly selected: readonly string[];
  readonly exclude?: ReadonlySet<string>;
  readonly onChange: (selected: readonly string[]) => void;
}

/** Chooses among the account's groups. */
export function GroupPicker(props: PickerProps) {
  return (
    <NamePicker
      {...props}
      placeholder={t("picker.groups")}
      empty={t("picker.noGroups")}
      load={async (namePrefix, marker) => {
        const page = await call("ListGroupSummaries", { ...searchOf(namePrefix, marker) });
        return { names: page.groups.map((group) => group.groupName), marker: page.marker };
      }}
    />
  );
}

/** Chooses among the account's users. */
export function UserPicker(props: PickerProps) {
  return (
    <NamePicker
      {...props}
      placeholder={t("picker.users")}
      empty={t("picker.noUsers")}
      load={async (namePrefix, marker) => {
        const page = await call("ListUserSummaries", { ...searchOf(namePrefix, marker) });
        return { names: page.users.map((user) => user.userName), marker: page.marker };
      }}
    />
  );
}

/** Chooses among the account's roles. */
export function RolePicker(props: PickerProps) {
  return (
    <NamePicker
      {...props}
      placeholder={t("picker.roles")}
      empty={t("picker.noRoles")}
      load={async (namePrefix, marker) => {
        const page = await call("ListRoleSummaries", { ...searchOf(namePrefix, marker) });
        return { names: page.roles.map((role) => role.roleName), marker: page.marker };
      }}
    />
  );
}

/** Chooses among users or roles, by ARN. */
export function PrincipalPicker({ kind, ...props }: PickerProps & { kind: "user" | "role" }) {
  return (
    <NamePicker
      {...props}
      placeholder={t(kind === "user" ? "picker.users" : "picker.roles")}
      empty={t(kind === "user" ? "picker.noUsers" : "picker.noRoles")}
      labelOf={(arn) => arn.slice(arn.lastIndexOf("/") + 1)}
      describe={(arn) => arn}
      load={async (namePrefix, marker) => {
        const search = searchOf(namePrefix, marker);
        if (kind === "user") {
          const page = await call("ListUserSummaries", { ...search });
          return { names: page.users.map(({ arn }) => arn), marker: page.marker };
        }
        const page = await call("ListRoleSummaries", { ...search });
        return { names: page.roles.map(({ arn }) => arn), marker: page.marker };
      }}
    />
  );
}

function searchOf(namePrefix: string, marker: string | undefined) {
  return {
    maxItems: 50,
    ...(namePrefix === "" ? {} : { namePrefix }),
    ...(marker === undefined ? {} : { marker }),
  };
}
