import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { ApiError } from "../api/error.ts";
import { t, tCount } from "../i18n/t.ts";

interface ProblemProps {
  readonly error: unknown;
  /** Offers to try again. */
  readonly onRetry?: () => void;
}

/** What went wrong, in people's words, with what helps: when to try again, what to quote to an administrator. */
export function Problem({ error, onRetry }: ProblemProps) {
  return (
    <Alert
      type="error"
      header={t("error.title")}
      action={
        onRetry === undefined ? null : <Button onClick={onRetry}>{t("action.reload")}</Button>
      }
    >
      <ProblemText error={error} />
    </Alert>
  );
}

/** The same without a frame, for where one is given: a flash message, a wizard. */
export function ProblemText({ error }: { readonly error: unknown }) {
  if (!(error instanceof ApiError)) return <>{t("error.unexpected")}</>;
  return (
    <>
      {problemSentence(error)}
      {error.requestId === undefined ? null : (
        <Box color="inherit" fontSize="body-s">
          {t("error.requestId", { requestId: error.requestId })}
        </Box>
      )}
    </>
  );
}
function problemSentence(error: ApiError): string {
  if (error.code === "FreshFactorRequired") return t("error.factorNeeded");
  const { code, message, retryAfterSeconds } = error;
  // A throttle's own message names the time already.
  const unsaidWait = code === "Throttling" ? undefined : retryAfterSeconds;
  const hints = [
    unsaidWait === undefined ? "" : tCount("error.retryAfter", unsaidWait),
    error.mfaWouldHelp ? t("error.mfaWouldHelp") : "",
  ];
  return [message, ...hints].filter((sentence) => sentence !== "").join(" ");
}
