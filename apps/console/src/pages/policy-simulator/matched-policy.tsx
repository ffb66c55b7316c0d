import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { offsetOf } from "../../components/policy/lines.ts";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { policyNameOf } from "../../components/policy/policy-name.ts";
import { ProblemText } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import { toAccountSettings, toPolicy } from "../../routes.ts";
import { findPolicy, type Holdings, type Match } from "./whose.ts";

/** How the server calls the Deny of Require MFA. */
const requirementId = "require-mfa";

interface MatchedPolicyProps {
  /** Statements of one policy. */
  readonly matches: readonly [Match, ...Match[]];
  readonly effect: "allow" | "deny";
  readonly holdings: Holdings;
  /** The policy that is tried out. */
  readonly tried: string | undefined;
}

/** One policy that decided: which, whose, and its text with the statements lit up. */
export function MatchedPolicy({ matches, effect, holdings, tried }: MatchedPolicyProps) {
  const [match] = matches;
  const { sourcePolicyId: id, sourcePolicyType: type } = match;
  const { ways, document } = findPolicy(match, holdings);
  const shared = { matches, effect, ways };
  if (id.startsWith("PolicyInputList.")) {
    const name = t("simulator.triedPolicy");
    return <Lit {...shared} ways={[]} title={name} what={name} document={tried} />;
  }
  if (id === requirementId) {
    return (
      <Ours title={t("simulator.requirement.title")}>
        {t("simulator.requirement.text")}{" "}
        <AppLink href={toAccountSettings()}>{t("simulator.requirement.link")}</AppLink>
      </Ours>
    );
  }
  if (type === "none") {
    return <Ours title={t("permissions.everyone.title")}>{t("permissions.everyone.text")}</Ours>;
  }
  if (type === "aws-managed" || type === "user-managed") return <Managed {...shared} arn={id} />;
  return (
    <Lit {...shared} title={t("simulator.inline", { name: id })} what={id} document={document} />
  );
}

/** What no policy of the account's says, but Sallyport itself. */
function Ours({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <SpaceBetween size="xxs">
      <Box variant="h4" tagOverride="h3">
        {title}
      </Box>
      <div>{children}</div>
    </SpaceBetween>
  );
}

interface Shared extends Pick<MatchedPolicyProps, "matches" | "effect"> {
  readonly ways: readonly string[];
}

function Managed({ arn, ...shared }: Shared & { readonly arn: string }) {
  const { data, error } = useQuery("GetPolicySummary", { policyArn: arn });
  const name = policyNameOf(arn);
  return (
    <Lit
      {...shared}
      title={<AppLink href={toPolicy(arn)}>{name}</AppLink>}
      what={name}
      document={data?.versions.find((version) => version.isDefaultVersion)?.document}
      error={error}
      loading={data === undefined && error === undefined}
    />
  );
}

interface LitProps extends Shared {
  readonly title: ReactNode;
  readonly what: string;
  readonly document: string | undefined;
  readonly error?: unknown;
  readonly loading?: boolean;
}

function Lit(props: LitProps) {
  const { matches, effect, ways, title, what, document, error, loading = false } = props;
  return (
    <SpaceBetween size="xs">
      <div>
        <Box variant="h4" tagOverride="h3">
          {title}
        </Box>
        {ways.length === 0 ? null : (
          <Box color="text-body-secondary">{t("simulator.comesBy", { ways: ways.join(", ") })}</Box>
        )}
        <ul className="sp-list">
          {matches.map((match) => (
            <li key={`${match.startPosition.line} ${match.startPosition.column}`}>
              {statementInWords(match, document)}
            </li>
          ))}
        </ul>
      </div>
      {document !== undefined ? (
        <PolicyDocument
          text={document}
          what={what}
          effect={effect}
          lit={matches.map(({ startPosition: start, endPosition: end }) => ({ start, end }))}
        />
      ) : loading ? (
        <PageLoading />
      ) : (
        <Box color="text-body-secondary">
          {error === undefined ? t("simulator.hiddenPolicy") : <ProblemText error={error} />}
        </Box>
      )}
    </SpaceBetween>
  );
}

function statementInWords({ startPosition, endPosition }: Match, document: string | undefined) {
  const from = startPosition.line;
  const to = endPosition.line;
  const lines = from === to ? t("simulator.line", { from }) : t("simulator.lines", { from, to });
  const sid =
    document === undefined
      ? undefined
      : sidOf(document.slice(offsetOf(document, startPosition), offsetOf(document, endPosition)));
  return sid === undefined
    ? t("simulator.statement", { lines })
    : t("simulator.statementNamed", { sid, lines });
}

function sidOf(statement: string): string | undefined {
  try {
    const { Sid } = JSON.parse(statement) as { readonly Sid?: unknown };
    return typeof Sid === "string" && Sid !== "" ? Sid : undefined;
  } catch {
    return undefined;
  }
}
