import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import type { PolicyDetail } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { useFocusOnFault } from "../../components/form-dialog.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { GatedButton } from "../../components/gated-button.tsx";
import { Page } from "../../components/page.tsx";
import { LoadPolicy } from "../../components/policy/load-policy.tsx";
import { PolicyEditor } from "../../components/policy/policy-editor.tsx";
import { Problem } from "../../components/problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { t } from "../../i18n/t.ts";
import { toPolicies, toPolicy } from "../../routes.ts";

const fields = ["policyDocument"] as const;
const mostVersions = 5;

export function EditPolicyPage() {
  return <LoadPolicy>{(detail) => <EditPolicy detail={detail} />}</LoadPolicy>;
}

function EditPolicy({ detail }: { readonly detail: PolicyDetail }) {
  const { policy, versions, builtIn, denied } = detail;
  const { policyName, arn: policyArn } = policy;
  const inForce = versions.find((version) => version.isDefaultVersion)?.document ?? "";
  const oldest = versions.findLast((version) => !version.isDefaultVersion)?.versionId;
  const full = versions.length >= mostVersions;
  const [policyDocument, setPolicyDocument] = useState(inForce);
  const [setAsDefault, setSetAsDefault] = useState(true);
  const [makeRoom, setMakeRoom] = useState(full);
  const { busy, error, run } = useAction();
  const errors = formErrors(error, fields);
  const navigate = useNavigate();
  const flash = useFlash();
  const formId = useId();
  useFocusOnFault(formId, error);

  function save() {
    run(async () => {
      if (full && makeRoom && oldest !== undefined)
        await call("DeletePolicyVersion", { policyArn, versionId: oldest });
      const input = { policyArn, policyDocument, setAsDefault };
      const { policyVersion } = await call("CreatePolicyVersion", input);
      const { versionId } = policyVersion;
      flash.show({ type: "success", content: t("editPolicy.saved", { versionId, policyName }) });
      void navigate(toPolicy(policyArn, "versions"));
    });
  }

  return (
    <Page
      title={t("editPolicy.title", { policyName })}
      trail={[
        { text: t("nav.policies"), href: toPolicies() },
        { text: policyName, href: toPolicy(policyArn) },
      ]}
      description={t("editPolicy.description")}
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                onClick={() => void navigate(toPolicy(policyArn))}
              >
                {t("action.cancel")}
              </Button>
              <GatedButton
                variant="primary"
                denied={
                  (builtIn ? t("policy.builtInReason") : denied["iam:CreatePolicyVersion"]) ??
                  (policyDocument === inForce ? t("editPolicy.unchanged") : undefined)
                }
                loading={busy}
                loadingText={t("loading.saving")}
              >
                {t("editPolicy.submit")}
              </GatedButton>
            </SpaceBetween>
          }
        >
          <Container>
            <SpaceBetween size="l">
              <PolicyEditor
                value={policyDocument}
                kind="managed"
                errorText={errors.at("policyDocument")}
                onChange={setPolicyDocument}
              />
              <Checkbox
                checked={setAsDefault}
                description={t("editPolicy.setAsDefaultHelp")}
                onChange={({ detail: { checked } }) => setSetAsDefault(checked)}
              >
                {t("editPolicy.setAsDefault")}
              </Checkbox>
              {full && oldest !== undefined ? (
                <Checkbox
                  checked={makeRoom}
                  description={t("editPolicy.makeRoomHelp")}
                  onChange={({ detail: { checked } }) => setMakeRoom(checked)}
                >
                  {t("editPolicy.makeRoom", { versionId: oldest })}
                </Checkbox>
              ) : null}
              {errors.rest === undefined ? null : <Problem error={errors.rest} />}
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </Page>
  );
}
