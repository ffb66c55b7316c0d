import Container from "@cloudscape-design/components/container";
import Wizard from "@cloudscape-design/components/wizard";
import { useEffect, useId, useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { DeniedState } from "../../components/denied-state.tsx";
import { useFocusOnFault } from "../../components/form-dialog.tsx";
import { formErrors } from "../../components/form-errors.ts";
import { useKeptDraft } from "../../components/kept-draft.ts";
import { Page } from "../../components/page.tsx";
import { ProblemText } from "../../components/problem.tsx";
import { tagFields } from "../../components/tags-editor.tsx";
import { useAction } from "../../components/use-action.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toUsers } from "../../routes.ts";
import { DetailsStep } from "./details-step.tsx";
import { Done } from "./done.tsx";
import {
  type Draft,
  detailFaults,
  detailFields,
  draftInput,
  fieldByCode,
  userDraft,
} from "./draft.ts";
import { PermissionsStep } from "./permissions-step.tsx";
import { ReviewStep } from "./review-step.tsx";

const trail = [{ text: t("nav.users"), href: toUsers() }];
const administrators = { namePrefix: t("addUsers.admins.name"), maxItems: 1 } as const;

export function AddUsersPage() {
  const [created, setCreated] = useState<Output<"AddUser">>();
  const [round, setRound] = useState(0);
  const denied = useConsole().denied["iam:CreateUser"];

  if (denied !== undefined) {
    return (
      <Page title={t("addUsers.title")} trail={trail}>
        <Container>
          <DeniedState reason={denied} />
        </Container>
      </Page>
    );
  }
  return (
    <Page
      title={t("addUsers.title")}
      trail={trail}
      heading={false}
      contentType={created === undefined ? "wizard" : "form"}
    >
      {created === undefined ? (
        <AddUser key={round} onCreated={setCreated} />
      ) : (
        <Done
          created={created}
          onAnother={() => {
            setCreated(undefined);
            setRound(round + 1);
          }}
        />
      )}
    </Page>
  );
}

function AddUser({ onCreated }: { readonly onCreated: (created: Output<"AddUser">) => void }) {
  const navigate = useNavigate();
  const [draft, setDraft, forgetDraft] = useKeptDraft(userDraft, useConsole().accountId);
  const [step, setStep] = useState(0);
  const formId = useId();
  /** Counts the attempts to go on with faults in the first step; they are shown from the first one on. */
  const [faulty, setFaulty] = useState(0);
  const { busy, error, run } = useAction();
  const found = useQuery("ListGroupSummaries", administrators).data?.groups;
  const offerAdministrators =
    found !== undefined && found[0]?.groupName !== administrators.namePrefix;

  const fields = [...detailFields, "groupNames", ...tagFields(draft.tags.length)];
  const errors = formErrors(error, fields, fieldByCode);
  const faults = detailFaults(draft);

  // A refusal that concerns the first step brings its field back into view.
  useEffect(() => {
    const told = formErrors(error, detailFields, fieldByCode);
    if (detailFields.some((field) => told.at(field) !== undefined)) setStep(0);
  }, [error]);

  useFocusOnFault(formId, error ?? (faulty === 0 ? undefined : faulty));

  function goTo(next: number) {
    const hasFaults = Object.keys(faults).length > 0;
    setFaulty(hasFaults ? faulty + 1 : 0);
    if (next < step || !hasFaults) setStep(next);
  }

  function create() {
    if (Object.keys(faults).length > 0) return goTo(step);
    run(async () => {
      const created = await call("AddUser", draftInput(draft));
      forgetDraft();
      onCreated(created);
    });
  }

  function cancel() {
    forgetDraft();
    void navigate(toUsers());
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
          stepNumberLabel: (number) => t("addUsers.step", { number }),
          collapsedStepsLabel: (number, count) => t("addUsers.steps", { number, count }),
          navigationAriaLabel: t("addUsers.stepsLabel"),
          cancelButton: t("action.cancel"),
          previousButton: t("action.previous"),
          nextButton: t("action.next"),
          submitButton: t("addUsers.create"),
          submitButtonLoadingAnnouncement: t("addUsers.creating"),
        }}
        steps={[
          {
            title: t("addUsers.details.title"),
            description: t("addUsers.details.description"),
            content: (
              <DetailsStep
                draft={draft}
                onChange={change}
                errorAt={(field) => (faulty > 0 ? faults[field] : undefined) ?? errors.at(field)}
              />
            ),
          },
          {
            title: t("addUsers.groups.title"),
            description: t("addUsers.groups.description"),
            content: (
              <PermissionsStep
                draft={draft}
                onChange={change}
                error={errors.at("groupNames")}
                offerAdministrators={offerAdministrators}
              />
            ),
          },
          {
            title: t("addUsers.review.title"),
            description: t("addUsers.review.description"),
            errorText: errors.rest === undefined ? "" : <ProblemText error={errors.rest} />,
            content: (
              <ReviewStep draft={draft} onChange={change} errors={errors} onEdit={setStep} />
            ),
          },
        ]}
      />
    </div>
  );
}
