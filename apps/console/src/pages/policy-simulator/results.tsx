import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useEffect, useRef } from "react";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import { MatchedPolicy } from "./matched-policy.tsx";
import type { Question } from "./question.ts";
import { useHoldings } from "./use-holdings.ts";
import { useSimulation } from "./use-simulation.ts";
import type { Evaluation, Holdings, Match } from "./whose.ts";
import "./simulator.css";

interface ResultsProps {
  readonly question: Question;
  readonly tried: string | undefined;
  /** It was asked on this page just now: then the reader is taken to the answer. */
  readonly askedHere: boolean;
  readonly onAskWithMfa: () => void;
}

/** A decision for each action, each with the statements that made it; denied ones also with what fresh MFA would change. */
export function Results({ question, tried, askedHere, onAskWithMfa }: ResultsProps) {
  const { data, error, reload } = useSimulation(question, tried);
  const isFresh = question.signedIn === "mfa" && question.minutes === 0;
  const someDenied = data?.some(({ evalDecision }) => evalDecision !== "allowed") ?? false;
  const withMfa = { ...question, signedIn: "mfa", minutes: 0 } as const;
  const fresh = useSimulation(someDenied && !isFresh ? withMfa : undefined, tried).data;
  const holdings = useHoldings(question.source);
  const answer = useRef<HTMLElement>(null);
  const isAnswered = data !== undefined;

  useEffect(() => {
    if (isAnswered && askedHere) answer.current?.focus();
  }, [isAnswered, askedHere]);

  if (data === undefined) {
    return error === undefined ? <PageLoading /> : <Problem error={error} onRetry={reload} />;
  }
  return (
    <section ref={answer} className="sp-answer" tabIndex={-1} aria-label={t("simulator.results")}>
      <Container header={<Header variant="h2">{t("simulator.results")}</Header>}>
        <SpaceBetween size="m">
          {data.map((evaluation, index) => (
            <Result
              key={evaluation.evalActionName}
              evaluation={evaluation}
              freshDecision={fresh?.[index]?.evalDecision}
              open={index < 3}
              question={question}
              holdings={holdings}
              tried={tried}
              onAskWithMfa={onAskWithMfa}
            />
          ))}
        </SpaceBetween>
      </Container>
    </section>
  );
}

interface ResultProps extends Omit<ResultsProps, "askedHere"> {
  readonly evaluation: Evaluation;
  /** What would be decided with a code typed just now. */
  readonly freshDecision: Evaluation["evalDecision"] | undefined;
  readonly open: boolean;
  readonly holdings: Holdings;
}

function Result(props: ResultProps) {
  const { evaluation, freshDecision, open, question, holdings, tried, onAskWithMfa } = props;
  const { evalActionName: action, evalDecision, missingContextValues } = evaluation;
  const matched = byPolicy(evaluation.matchedStatements);
  return (
    <ExpandableSection
      defaultExpanded={open}
      headerText={
        <SpaceBetween direction="horizontal" size="xs">
          {action}
          <Verdict evaluation={evaluation} />
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        {evalDecision === "allowed" || freshDecision === undefined ? null : (
          <MfaHint helps={freshDecision === "allowed"} question={question} onAsk={onAskWithMfa} />
        )}
        {matched.length === 0 ? (
          <div>{t("simulator.noStatement", { action })}</div>
        ) : (
          matched.map((matches) => (
            <MatchedPolicy
              key={`${matches[0].sourcePolicyType} ${matches[0].sourcePolicyId}`}
              matches={matches}
              effect={evalDecision === "explicitDeny" ? "deny" : "allow"}
              holdings={holdings}
              tried={tried}
            />
          ))
        )}
        {missingContextValues.length === 0 ? null : (
          <Box color="text-body-secondary" fontSize="body-s">
            {t("simulator.missingKeys", { keys: missingContextValues.join(", ") })}
          </Box>
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}

function Verdict({ evaluation }: { readonly evaluation: Evaluation }) {
  const { evalDecision, permissionsBoundaryDecisionDetail: boundary } = evaluation;
  const within = boundary?.allowedByPermissionsBoundary !== false;
  return (
    <StatusIndicator type={evalDecision === "allowed" ? "success" : "error"}>
      {evalDecision === "implicitDeny" && !within && evaluation.matchedStatements.length > 0
        ? t("simulator.beyondBoundary")
        : t(`simulator.decision.${evalDecision}`)}
    </StatusIndicator>
  );
}

function MfaHint(props: {
  readonly helps: boolean;
  readonly question: Question;
  readonly onAsk: () => void;
}) {
  const { helps, question, onAsk } = props;
  if (!helps) return <Alert type="info">{t("simulator.mfaWouldNotHelp")}</Alert>;
  return (
    <Alert
      type="info"
      action={<Button onClick={onAsk}>{t("simulator.askWithMfa")}</Button>}
      header={t("simulator.mfaWouldHelp")}
    >
      {t(question.signedIn === "mfa" ? "simulator.freshMfaHelps" : "simulator.mfaHelps")}
    </Alert>
  );
}

function byPolicy(matches: readonly Match[]): readonly (readonly [Match, ...Match[]])[] {
  const groups = new Map<string, [Match, ...Match[]]>();
  for (const match of matches) {
    const key = `${match.sourcePolicyType} ${match.sourcePolicyId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [match]);
    else group.push(match);
  }
  return [...groups.values()];
}
