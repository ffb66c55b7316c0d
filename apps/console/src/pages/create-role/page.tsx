import Container from "@cloudscape-design/components/container";
import Wizard from "@cloudscape-design/components/wizard";
import { useEffect, useId, useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { DeniedState } from "../../components/denied-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { useFocusOnFault } from "../../components/form-dialog.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { useKeptDraft } from "../../components/kept-draft.ts";
import { Page } from "../../components/page.tsx";
import { ProblemText } from "../../components/problem.tsx";
import { tagFields } from "../../components/tags-editor.tsx";
import { useAction } from "../../components/use-action.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toRole, toRoles } from "../../routes.ts";
import { type Draft, draftInput, nameFault, roleDraft, trustFaults } from "./draft.ts";
import { PermissionsStep } from "./permissions-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { TrustStep } from "./trust-step.tsx";

const trail = [{ text: t("nav.roles"), href: toRoles() }];
const trustFields = ["assumeRolePolicyDocument"] as const;
const permissionFields = ["policyArns", "permissionsBoundary"] as const;
const byCode = { EntityAlreadyExists: "roleName" } as const;

export function CreateRolePage() {
  const denied = useConsole().denied["iam:CreateRole"];
  if (denied !== undefined) {
    return (
      <Page title={t("createRole.title")} trail={trail}>
        <Container>
          <DeniedState reason={denied} />
        </Container>
      </Page>
    );
  }
  return (
    <Page title={t("createRole.title")} trail={trail} heading={false} contentType="wizard">
      <CreateRole />
    </Page>
  );
}

function CreateRole() {
  const { accountId } = useConsole();
  const navigate = useNavigate();
  const flash = useFlash();
  const [draft, setDraft, forgetDraft] = useKeptDraft(roleDraft, accountId);
  const [step, setStep] = useState(0);
  const formId = useId();
  /** Counts the attempts to go on with faults in the step; they are shown from the first one on. */
  const [faulty, setFaulty] = useState(0);
  const { busy, error, run } = useAction();

  const fields = [
    ...trustFields,
    ...permissionFields,
    ...["roleName", "description", "maxSessionDuration"],
    ...tagFields(draft.tags.length),
  ];
  const errors = formErrors(error, fields, byCode);
  const faults = trustFaults(draft);
  const wrongName = nameFault(draft.roleName);

  // A refusal that concerns an earlier step brings it back into view.
  useEffect(() => {
    const concerns = (some: readonly string[]) => {
      const told = formErrors(error, some);
      return some.some((field) => told.at(field) !== undefined);
    };
    if (concerns(trustFields)) setStep(0);
    else if (concerns(permissionFields)) setStep(1);
  }, [error]);

  useFocusOnFault(formId, error ?? (faulty === 0 ? undefined : faulty));

  function goTo(next: number) {
    const hasFaults = Object.keys(faults).length > 0;
    const stays = next > step && hasFaults;
    setFaulty(stays ? faulty + 1 : 0);
    if (!stays) setStep(next);
  }

  function create() {
    if (wrongName !== undefined) return setFaulty(faulty + 1);
    run(async () => {
      const { roleName } = await call("AddRole", draftInput(draft, accountId));
      forgetDraft();
      flash.show({ type: "success", content: t("createRole.created", { roleName }) });
      void navigate(toRole(roleName, "trust"));
    });
  }

  function cancel() {
    forgetDraft();
    void navigate(toRoles());
  }

  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <div id={formId}>
      <Wizard
        activeStepIndex={step}
        isLoadingNextStep={busy}
        onNavigate={({ detail }) => goTo(detail.requestedStepIndex)}
        onSubmit={create}
        onCancel={cancel}
        i18nStrings={{
          stepNumberLabel: (number) => t("createRole.step", { number }),
          collapsedStepsLabel: (number, count) => t("addUsers.steps", { number, count }),
          navigationAriaLabel: t("addUsers.stepsLabel"),
          cancelButton: t("action.cancel"),
          previousButton: t("action.previous"),
          nextButton: t("action.next"),
          submitButton: t("createRole.submit"),
          submitButtonLoadingAnnouncement: t("createRole.creating"),
        }}
        steps={[
          {
            title: t("createRole.trust.title"),
            description: t("createRole.trust.description"),
            content: (
              <TrustStep
                draft={draft}
                faults={faulty > 0 ? faults : {}}
                error={errors.at("assumeRolePolicyDocument")}
                onChange={change}
              />
            ),
          },
          {
            title: t("createRole.permissions.title"),
            description: t("createRole.permissions.description"),
            content: <PermissionsStep draft={draft} errors={errors} onChange={change} />,
          },
          {
            title: t("createRole.review.title"),
            description: t("createRole.review.description"),
            errorText: errors.rest === undefined ? "" : <ProblemText error={errors.rest} />,
            content: (
              <ReviewStep
                draft={draft}
                nameFault={faulty > 0 ? wrongName : undefined}
                errors={errors}
                onChange={change}
                onEdit={setStep}
              />
            ),
          },
        ]}
      />
    </div>
  );
}
