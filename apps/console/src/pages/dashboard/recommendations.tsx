import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Person, Recommendation } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toAccountSettings, toCredentialReport, toSecurityCredentials } from "../../routes.ts";
import "./dashboard.css";

interface RecommendationsProps {
  readonly recommendations: readonly Recommendation[];
}

/** What is still to do comes first; what is done stays on show, so that nobody wonders whether it was checked. */
export function Recommendations({ recommendations }: RecommendationsProps) {
  const open = recommendations.filter(({ severity }) => severity === "warning");
  const done = recommendations.filter(({ severity }) => severity === "ok");
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${open.length})`}>
          {t("dashboard.recommendations")}
        </Header>
      }
    >
      <ul className="dashboard-recommendations">
        {[...open, ...done].map((recommendation) => (
          <li key={recommendation.id}>
            <RecommendationLine {...recommendation} />
          </li>
        ))}
      </ul>
    </Container>
  );
}

function RecommendationLine({ id, severity, title, text }: Recommendation) {
  const href = placeOf(id, useConsole().person);
  const label = t(severity === "ok" ? "dashboard.statusOk" : "dashboard.statusWarning");
  return (
    <>
      <StatusIndicator type={severity === "ok" ? "success" : "warning"} iconAriaLabel={label} />
      <div>
        {href === undefined ? (
          <Box variant="strong">{title}</Box>
        ) : (
          <AppLink href={href} variant="primary" fontSize="body-m">
            {title}
          </AppLink>
        )}
        <Box color="text-body-secondary">{text}</Box>
      </div>
    </>
  );
}

/** Where the reader can follow a recommendation; nowhere for root's credentials, which only root manages. */
function placeOf(id: Recommendation["id"], person: Person): string | undefined {
  switch (id) {
    case "users-mfa":
      return toCredentialReport("noMfa");
    case "own-keys":
      return toSecurityCredentials("access-keys");
    case "require-mfa":
    case "password-rules":
      return toAccountSettings();
    case "own-mfa":
      return toSecurityCredentials("mfa");
    case "root-mfa":
      return person.kind === "root" ? toSecurityCredentials("mfa") : undefined;
    case "root-keys":
      return person.kind === "root" ? toSecurityCredentials("access-keys") : undefined;
  }
}
