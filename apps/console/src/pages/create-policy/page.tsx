import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { useFocusOnFault } from "../../components/form-dialog.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { GatedButton } from "../../components/gated-button.tsx";
import { Page } from "../../components/page.tsx";
import { newDocument } from "../../components/policy/new-document.ts";
import { PolicyEditor } from "../../components/policy/policy-editor.tsx";
import { Problem } from "../../components/problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toPolicies, toPolicy } from "../../routes.ts";

const trail = [{ text: t("nav.policies"), href: toPolicies() }];
const fields = ["policyName", "description", "policyDocument"] as const;
const byCode = { EntityAlreadyExists: "policyName" } as const;

export function CreatePolicyPage() {
  const { denied } = useConsole();
  const [policyName, setPolicyName] = useState("");
  const [description, setDescription] = useState("");
  const [policyDocument, setPolicyDocument] = useState(newDocument);
  const { busy, error, run } = useAction();
  const errors = formErrors(error, fields, byCode);
  const navigate = useNavigate();
  const flash = useFlash();
  const formId = useId();
  useFocusOnFault(formId, error);

  function create() {
    run(async () => {
      const { policy } = await call("CreatePolicy", {
        policyName,
        policyDocument,
        ...(description === "" ? {} : { description }),
      });
      flash.show({ type: "success", content: t("createPolicy.created", { policyName }) });
      void navigate(toPolicy(policy.arn, "holders"));
    });
  }

  return (
    <Page title={t("createPolicy.title")} trail={trail}>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (policyName !== "") create();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={() => void navigate(toPolicies())}>
                {t("action.cancel")}
              </Button>
              <GatedButton
                variant="primary"
                denied={denied["iam:CreatePolicy"]}
                disabled={policyName === ""}
                loading={busy}
                loadingText={t("loading.saving")}
              >
                {t("createPolicy.submit")}
              </GatedButton>
            </SpaceBetween>
          }
        >
          <Container>
            <SpaceBetween size="l">
              <FormField
                label={t("createPolicy.name")}
                constraintText={t("createPolicy.nameHelp")}
                errorText={errors.at("policyName")}
              >
                <Input
                  value={policyName}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => setPolicyName(detail.value.trim())}
                />
              </FormField>
              <FormField
                label={t("createPolicy.description")}
                constraintText={t("createPolicy.descriptionHelp")}
                errorText={errors.at("description")}
              >
                <Input
                  value={description}
                  autoComplete={false}
                  onChange={({ detail }) => setDescription(detail.value)}
                />
              </FormField>
              <PolicyEditor
                value={policyDocument}
                kind="managed"
                errorText={errors.at("policyDocument")}
                onChange={setPolicyDocument}
              />
              {errors.rest === undefined ? null : <Problem error={errors.rest} />}
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </Page>
  );
}
