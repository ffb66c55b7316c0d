import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Recommendation } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { t } from "../../i18n/t.ts";
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

function RecommendationLine({ severity, title, text, href }: Recommendation) {
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
