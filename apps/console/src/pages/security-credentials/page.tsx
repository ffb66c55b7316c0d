import { Page } from "../../components/page.tsx";

export function SecurityCredentialsPage() {
  return <Page title="SecurityCredentials">…</Page>;
}
