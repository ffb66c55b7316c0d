import { type ComponentType, lazy, Suspense } from "react";
import { matchPath, Route, Routes, useLocation } from "react-router";
import { PageLoading } from "./components/page-loading.tsx";
import { patterns } from "./routes.ts";

type LoadPage = () => Promise<ComponentType>;

/** Each page is its own file of script, loaded when someone first goes there. */
const pages: readonly { readonly path: string; readonly load: LoadPage }[] = [
  {
    path: patterns.dashboard,
    load: async () => (await import("./pages/dashboard/page.tsx")).DashboardPage,
  },
  {
    path: patterns.users,
    load: async () => (await import("./pages/users/page.tsx")).UsersPage,
  },
  {
    path: patterns.addUsers,
    load: async () => (await import("./pages/add-users/page.tsx")).AddUsersPage,
  },
  {
    path: patterns.user,
    load: async () => (await import("./pages/user/page.tsx")).UserPage,
  },
  {
    path: patterns.groups,
    load: async () => (await import("./pages/groups/page.tsx")).GroupsPage,
  },
  {
    path: patterns.group,
    load: async () => (await import("./pages/group/page.tsx")).GroupPage,
  },
  {
    path: patterns.roles,
    load: async () => (await import("./pages/roles/page.tsx")).RolesPage,
  },
  {
    path: patterns.createRole,
    load: async () => (await import("./pages/create-role/page.tsx")).CreateRolePage,
  },
  {
    path: patterns.role,
    load: async () => (await import("./pages/role/page.tsx")).RolePage,
  },
  {
    path: patterns.identityProviders,
    load: async () => (await import("./pages/identity-providers/page.tsx")).IdentityProvidersPage,
  },
  {
    path: patterns.identityProvider,
    load: async () => (await import("./pages/identity-provider/page.tsx")).IdentityProviderPage,
  },
  {
    path: patterns.policies,
    load: async () => (await import("./pages/policies/page.tsx")).PoliciesPage,
  },
  {
    path: patterns.createPolicy,
    load: async () => (await import("./pages/create-policy/page.tsx")).CreatePolicyPage,
  },
  {
    path: patterns.editPolicy,
    load: async () => (await import("./pages/edit-policy/page.tsx")).EditPolicyPage,
  },
  {
    path: patterns.policySimulator,
    load: async () => (await import("./pages/policy-simulator/page.tsx")).PolicySimulatorPage,
  },
  {
    path: patterns.policy,
    load: async () => (await import("./pages/policy/page.tsx")).PolicyPage,
  },
  {
    path: patterns.credentialReport,
    load: async () => (await import("./pages/credential-report/page.tsx")).CredentialReportPage,
  },
  {
    path: patterns.eventHistory,
    load: async () => (await import("./pages/event-history/page.tsx")).EventHistoryPage,
  },
  {
    path: patterns.accountSettings,
    load: async () => (await import("./pages/account-settings/page.tsx")).AccountSettingsPage,
  },
  {
    path: patterns.securityCredentials,
    load: async () =>
      (await import("./pages/security-credentials/page.tsx")).SecurityCredentialsPage,
  },
  {
    path: patterns.account,
    load: async () => (await import("./pages/account/page.tsx")).AccountPage,
  },
  {
    path: "*",
    load: async () => (await import("./pages/not-found/page.tsx")).NotFoundPage,
  },
];

const routes = pages.map(({ path, load }) => ({
  path,
  Page: lazy(async () => ({ default: await load() })),
}));

/** Begins to load a page's script before React gets to it, while the server is still asked who is reading. */
export function preloadPage(pathname: string): void {
  const page = pages.find(({ path }) => matchPath(path, pathname) !== null);
  page?.load().catch(() => {}); // React asks again, and tells the reader
}

export function Pages() {
  const { pathname } = useLocation();
  // A new key for each path: the sign of progress shows at once, rather than the old page staying in place.
  return (
    <Suspense key={pathname} fallback={<PageLoading />}>
      <Routes>
        {routes.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Routes>
    </Suspense>
  );
}
