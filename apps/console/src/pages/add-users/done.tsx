import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import type { Output } from "../../api/types.ts";
import { NewPassword } from "../../components/new-password.tsx";
import { t } from "../../i18n/t.ts";
import { toUser, toUsers } from "../../routes.ts";

interface DoneProps {
  readonly created: Output<"AddUser">;
  readonly onAnother: () => void;
}

/** The user exists; where Sallyport made the password, this is where it is seen, once. */
export function Done({ created: { user, password, signInUrl }, onAnother }: DoneProps) {
  const { userName } = user;
  const navigate = useNavigate();
  const heading = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const h1 = heading.current?.querySelector("h1");
    if (h1 instanceof HTMLElement) {
      h1.tabIndex = -1;
      h1.focus();
    }
  }, []);

  return (
    <ContentLayout
      header={
        <div ref={heading}>
          <Header variant="h1">{t("addUsers.done.title", { userName })}</Header>
        </div>
      }
    >
      <SpaceBetween size="l">
        <Alert type="success">
          {password === undefined
            ? t("addUsers.done.withoutPassword")
            : t("addUsers.done.withPassword", { userName })}
        </Alert>
        {password === undefined ? null : (
          <Container header={<Header variant="h2">{t("password.consolePassword")}</Header>}>
            <SpaceBetween size="l">
              <NewPassword userName={userName} password={password} signInUrl={signInUrl} />
              <Box variant="p" color="text-body-secondary">
                {t("addUsers.done.mfaHint", { userName })}
              </Box>
            </SpaceBetween>
          </Container>
        )}
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onAnother}>{t("addUsers.done.another")}</Button>
            <Button onClick={() => void navigate(toUser(userName))}>
              {t("addUsers.done.toUser")}
            </Button>
            <Button variant="primary" onClick={() => void navigate(toUsers())}>
              {t("addUsers.done.toList")}
            </Button>
          </SpaceBetween>
        </Box>
      </SpaceBetween>
    </ContentLayout>
  );
}
