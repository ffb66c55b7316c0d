import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { Component, type ReactNode } from "react";
import { t } from "../i18n/t.ts";

interface CrashBoundaryProps {
  readonly children: ReactNode;
  /** A change of this (the path) gives the page another chance. */
  readonly resetKey?: string;
}

/** Catches an error in the console itself, or a script that a newer version of the server no longer has. */
export class CrashBoundary extends Component<CrashBoundaryProps, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidUpdate(before: CrashBoundaryProps) {
    if (this.state.crashed && before.resetKey !== this.props.resetKey) {
      this.setState({ crashed: false });
    }
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <Box padding="l">
        <Alert
          type="error"
          header={t("crash.title")}
          action={<Button onClick={() => location.reload()}>{t("crash.reload")}</Button>}
        >
          {t("crash.text")}
        </Alert>
      </Box>
    );
  }
}
