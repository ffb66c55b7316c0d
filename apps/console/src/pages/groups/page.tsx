import { Page } from "../../components/page.tsx";

export function GroupsPage() {
  return <Page title="Groups">…</Page>;
}
