import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { type ReactNode, useState } from "react";
import { isRefusal } from "../../api/error.ts";
import type { Operation, Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";

/** What is open over a setting, and the ways to open and leave it. */
export interface SettingDialogs<Name extends string> {
  readonly shown: Name | undefined;
  readonly show: (dialog: Name) => void;
  readonly dismiss: () => void;
  /** Closes it, says what was done and reads the setting anew. */
  readonly saved: (message: string) => void;
}

type SettingOperation = {
  [Name in Operation]: Name extends `Get${string}` ? Name : never;
}[Operation];

interface SettingProps<O extends SettingOperation, Dialog extends string> {
  /** What reads it; it asks for nothing. */
  readonly operation: O;
  readonly title: string;
  readonly about: string;
  readonly actions: (setting: Output<O>, dialogs: SettingDialogs<Dialog>) => ReactNode;
  /** The setting as it is, and whatever dialog is open over it. */
  readonly children: (setting: Output<O>, dialogs: SettingDialogs<Dialog>) => ReactNode;
}

const noInput = {} as const;

/** One setting of the account in a frame of its own: read by itself, so that one that may not be read hides no other. */
export function Setting<O extends SettingOperation, Dialog extends string>({
  operation,
  title,
  about,
  actions,
  children,
}: SettingProps<O, Dialog>) {
  const { data, error, reload } = useQuery(operation, noInput as never);
  const [shown, setShown] = useState<Dialog>();
  const flash = useFlash();
  const dismiss = () => setShown(undefined);
  const dialogs: SettingDialogs<Dialog> = {
    shown,
    show: setShown,
    dismiss,
    saved(content) {
      flash.show({ type: "success", content });
      dismiss();
      reload();
    },
  };
  const mayNotLook = isRefusal(error, "AccessDenied");

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={about}
          actions={data === undefined ? null : actions(data, dialogs)}
        >
          {title}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : (
        <Problem error={error} {...(mayNotLook ? {} : { onRetry: reload })} />
      )}
      {data === undefined ? null : children(data, dialogs)}
    </Container>
  );
}
