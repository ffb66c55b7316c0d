import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import { t } from "../i18n/t.ts";
import { toSecurityCredentials, toUsers } from "../routes.ts";
import { declineRootAdvice } from "./root-advice-choice.ts";

/** What the root user is told on the way to its credentials: use an IAM user for everyday work. */
export function RootAdvice({ onDismiss }: { readonly onDismiss: () => void }) {
  const [dontShow, setDontShow] = useState(false);
  const navigate = useNavigate();

  function goTo(path: string) {
    if (dontShow) declineRootAdvice();
    onDismiss();
    void navigate(path);
  }

  return (
    <Modal
      visible={true}
      header={t("rootAdvice.title")}
      closeAriaLabel={t("action.close")}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => goTo(toUsers())}>{t("rootAdvice.users")}</Button>
            <Button variant="primary" onClick={() => goTo(toSecurityCredentials())}>
              {t("rootAdvice.continue")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box variant="p">{t("rootAdvice.text")}</Box>
        <Box variant="p">{t("rootAdvice.mfa")}</Box>
        <Checkbox checked={dontShow} onChange={({ detail }) => setDontShow(detail.checked)}>
          {t("rootAdvice.dontShow")}
        </Checkbox>
      </SpaceBetween>
    </Modal>
  );
}
