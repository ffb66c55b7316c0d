import Checkbox from "@cloudscape-design/components/checkbox";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { GatedButton } from "../../components/gated-button.tsx";
import { newDocument } from "../../components/policy/new-document.ts";
import { PolicyEditor } from "../../components/policy/policy-editor.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { ActionPicker, withAction } from "./action-picker.tsx";
import { ContextFields } from "./context-fields.tsx";
import { type Draft, triedIn, whomKinds } from "./draft.ts";
import { keysToAsk, type Question, signIns } from "./question.ts";
import { ResourceField } from "./resource-field.tsx";
import { useRested } from "./use-rested.ts";
import { useContextKeys } from "./use-simulation.ts";
import { WhomPicker } from "./whom-picker.tsx";

interface QuestionFormProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onAsk: (question: Question, tried: string | undefined) => void;
}

/** Who, what, on which resource, signed in how: the request that is made up. */
export function QuestionForm({ draft, onChange, onAsk }: QuestionFormProps) {
  const { denied } = useConsole();
  const { whom, question, typedAction, trying, document } = draft;
  const { source, actions, resource, signedIn, minutes, keys } = question;
  const [asked, setAsked] = useState(false);
  const tried = triedIn(draft);
  const mentioned = useContextKeys(source, useRested(tried, 500));
  const chosen = withAction(actions, typedAction);
  const whomMissing = whom !== "nobody" && source === "";

  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const ask = (part: Partial<Question>) => change({ question: { ...question, ...part } });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (whomMissing || chosen.length === 0) return;
        // A policy from the list may still be on its way: the page has its ARN, and waits for it.
        const isComing = document === "" && question.policyArn !== "";
        onAsk({ ...question, actions: chosen }, isComing ? undefined : tried);
      }}
    >
      <Form
        actions={
          <GatedButton
            variant="primary"
            denied={
              denied[whom === "nobody" ? "iam:SimulateCustomPolicy" : "iam:SimulatePrincipalPolicy"]
            }
          >
            {t("simulator.run")}
          </GatedButton>
        }
      >
        <Container header={<Header variant="h2">{t("simulator.request")}</Header>}>
          <SpaceBetween size="l">
            <ColumnLayout columns={2}>
              <SpaceBetween size="s">
                <FormField label={t("simulator.whom")}>
                  <RadioGroup
                    value={whom}
                    items={whomKinds.map((value) => ({
                      value,
                      label: t(`simulator.whom.${value}`),
                    }))}
                    onChange={({ detail }) => {
                      const kind = whomKinds.find((one) => one === detail.value) ?? whom;
                      onChange({
                        ...draft,
                        whom: kind,
                        question: { ...question, source: "" },
                        document: kind === "nobody" ? document || newDocument : document,
                      });
                    }}
                  />
                </FormField>
                {whom === "nobody" ? null : (
                  <FormField
                    label={t(`simulator.whom.${whom}`)}
                    errorText={asked && whomMissing ? t("simulator.whomMissing") : undefined}
                  >
                    <WhomPicker
                      key={whom}
                      kind={whom}
                      selected={source}
                      invalid={asked && whomMissing}
                      onChange={(arn) => ask({ source: arn })}
                    />
                  </FormField>
                )}
              </SpaceBetween>
              <SpaceBetween size="s">
                <FormField label={t("simulator.signedIn")}>
                  <RadioGroup
                    value={signedIn}
                    items={signIns.map((value) => ({
                      value,
                      label: t(`simulator.signedIn.${value}`),
                      description: t(`simulator.signedIn.${value}Help`),
                    }))}
                    onChange={({ detail }) =>
                      ask({ signedIn: signIns.find((one) => one === detail.value) ?? signedIn })
                    }
                  />
                </FormField>
                {signedIn === "mfa" ? (
                  <FormField label={t("simulator.minutes")}>
                    <Input
                      type="number"
                      inputMode="numeric"
                      value={String(minutes)}
                      onChange={({ detail }) =>
                        ask({
                          minutes: Math.min(2160, Math.max(0, Math.trunc(Number(detail.value)))),
                        })
                      }
                    />
                  </FormField>
                ) : null}
              </SpaceBetween>
            </ColumnLayout>
            <ColumnLayout columns={2}>
              <FormField
                label={t("simulator.actions")}
                description={t("simulator.actionsHelp")}
                errorText={asked && chosen.length === 0 ? t("simulator.actionsMissing") : undefined}
              >
                <ActionPicker
                  actions={actions}
                  typed={typedAction}
                  onType={(typed) => onChange({ ...draft, typedAction: typed })}
                  onChange={(next) =>
                    onChange({
                      ...draft,
                      typedAction: "",
                      question: { ...question, actions: next },
                    })
                  }
                />
              </FormField>
              <ResourceField
                source={source}
                value={resource}
                onChange={(value) => ask({ resource: value })}
              />
            </ColumnLayout>
            <ContextFields
              names={keysToAsk(mentioned, question)}
              values={keys}
              onChange={(values) => ask({ keys: values })}
            />
            {whom === "nobody" ? null : (
              <Checkbox
                checked={trying}
                description={t("simulator.tryHelp")}
                onChange={({ detail: { checked } }) =>
                  change({
                    trying: checked,
                    document: checked ? document || newDocument : document,
                    question: checked ? question : { ...question, policyArn: "" },
                  })
                }
              >
                {t("simulator.try")}
              </Checkbox>
            )}
            {tried === undefined ? null : (
              <PolicyEditor
                value={document}
                kind="managed"
                onChange={(value) =>
                  change({ document: value, question: { ...question, policyArn: "" } })
                }
              />
            )}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}
