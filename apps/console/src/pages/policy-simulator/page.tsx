import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useQuery } from "../../api/use-query.ts";
import { Page } from "../../components/page.tsx";
import { Problem } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import { draftOf } from "./draft.ts";
import { parseQuestion, type Question, questionSearch } from "./question.ts";
import { QuestionForm } from "./question-form.tsx";
import { Results } from "./results.tsx";

/**
 * Asks what the policies would say of a request that is made up. The question is in the address; a policy that is tried out and was
 * not taken as it is from the list is in the browser's history, because addresses are too short for it.
 */
export function PolicySimulatorPage() {
  const { search, state, key } = useLocation();
  const navigate = useNavigate();
  const question = useMemo(() => parseQuestion(new URLSearchParams(search)), [search]);
  const { policyArn } = question;
  const typed = triedFrom(state);
  const managed = useQuery(
    "GetPolicySummary",
    policyArn === "" || typed !== undefined ? undefined : { policyArn },
  );
  const inForce = managed.data?.versions.find((version) => version.isDefaultVersion)?.document;
  const tried = typed ?? inForce;
  const [draft, setDraft] = useState(() => draftOf(question, typed));

  useEffect(() => setDraft(draftOf(question, typed)), [question, typed]);
  // The policy comes when the form may already be written in: nothing else of it changes.
  useEffect(() => {
    if (typed !== undefined || inForce === undefined) return;
    setDraft((now) =>
      now.question.policyArn === question.policyArn ? { ...now, document: inForce } : now,
    );
  }, [question, typed, inForce]);

  function ask(next: Question, document: string | undefined) {
    void navigate(
      { search: questionSearch(next) },
      { state: { askedHere: true, ...(document === undefined ? {} : { tried: document }) } },
    );
  }

  const waits = policyArn !== "" && tried === undefined;
  const { actions, source } = question;
  const isAsked = actions.length > 0 && !waits && (source !== "" || tried !== undefined);
  return (
    <Page title={t("simulator.title")} description={t("simulator.description")}>
      <SpaceBetween size="l">
        {managed.error === undefined ? null : (
          <Problem error={managed.error} onRetry={managed.reload} />
        )}
        <QuestionForm draft={draft} onChange={setDraft} onAsk={ask} />
        {isAsked ? (
          <Results
            key={key}
            question={question}
            tried={tried}
            askedHere={askedHereFrom(state)}
            onAskWithMfa={() => ask({ ...question, signedIn: "mfa", minutes: 0 }, typed)}
          />
        ) : null}
      </SpaceBetween>
    </Page>
  );
}

function askedHereFrom(state: unknown): boolean {
  return (Object(state) as { readonly askedHere?: unknown }).askedHere === true;
}

function triedFrom(state: unknown): string | undefined {
  const { tried } = Object(state) as { readonly tried?: unknown };
  return typeof tried === "string" ? tried : undefined;
}
