import { Page } from "../../components/page.tsx";

export function GroupPage() {
  return <Page title="Group">…</Page>;
}
