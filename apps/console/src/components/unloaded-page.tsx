import Container from "@cloudscape-design/components/container";
import { type ErrorCode, isRefusal } from "../api/error.ts";
import { t } from "../i18n/t.ts";
import { AppLink } from "./app-link.tsx";
import { EmptyState } from "./empty-state.tsx";
import { type Crumb, Page } from "./page.tsx";
import { PageLoading } from "./page-loading.tsx";
import { Problem } from "./problem.tsx";

/** The page of a thing that is not there to be shown: not yet, not at all, or for a reason that is told. */
export function UnloadedPage(props: {
  readonly title: string;
  readonly trail: readonly Crumb[];
  readonly error: unknown;
  readonly onRetry: () => void;
  /** What is said where nothing has that name, and where its like are listed. */
  readonly missing: { readonly text: string; readonly list: { href: string; text: string } };
  /** The refusals that mean that nothing has that name, where there are more: of an address that names nothing right. */
  readonly missingBy?: readonly ErrorCode[];
}) {
  const { title, trail, error, onRetry, missing, missingBy = ["NoSuchEntity"] } = props;
  return (
    <Page title={title} trail={trail}>
      {error === undefined ? (
        <PageLoading />
      ) : isRefusal(error, ...missingBy) ? (
        <Container>
          <EmptyState
            title={t("notFound.nothing")}
            text={missing.text}
            action={<AppLink href={missing.list.href}>{missing.list.text}</AppLink>}
          />
        </Container>
      ) : (
        <Problem error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
