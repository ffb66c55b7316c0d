import { Page } from "../../components/page.tsx";

export function AddUsersPage() {
  return <Page title="AddUsers">…</Page>;
}
