import { lazy, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { PageLoading } from "./components/page-loading.tsx";
import { patterns } from "./routes.ts";

/** Each page is its own file of script, loaded when someone first goes there. */
const Dashboard = lazy(async () => ({
  default: (await import("./pages/dashboard/page.tsx")).DashboardPage,
}));
const Users = lazy(async () => ({
  default: (await import("./pages/users/page.tsx")).UsersPage,
}));
const AddUsers = lazy(async () => ({
  default: (await import("./pages/add-users/page.tsx")).AddUsersPage,
}));
const User = lazy(async () => ({
  default: (await import("./pages/user/page.tsx")).UserPage,
}));
const Groups = lazy(async () => ({
  default: (await import("./pages/groups/page.tsx")).GroupsPage,
}));
const Group = lazy(async () => ({
  default: (await import("./pages/group/page.tsx")).GroupPage,
}));
const AccountSettings = lazy(async () => ({
  default: (await import("./pages/account-settings/page.tsx")).AccountSettingsPage,
}));
const SecurityCredentials = lazy(async () => ({
  default: (await import("./pages/security-credentials/page.tsx")).SecurityCredentialsPage,
}));
const Account = lazy(async () => ({
  default: (await import("./pages/account/page.tsx")).AccountPage,
}));
const NotFound = lazy(async () => ({
  default: (await import("./pages/not-found/page.tsx")).NotFoundPage,
}));

export function Pages() {
  const { pathname } = useLocation();
  // A new key for each path: the sign of progress shows at once, rather than the old page staying in place.
  return (
    <Suspense key={pathname} fallback={<PageLoading />}>
      <Routes>
        <Route path={patterns.dashboard} element={<Dashboard />} />
        <Route path={patterns.users} element={<Users />} />
        <Route path={patterns.addUsers} element={<AddUsers />} />
        <Route path={patterns.user} element={<User />} />
        <Route path={patterns.groups} element={<Groups />} />
        <Route path={patterns.group} element={<Group />} />
        <Route path={patterns.accountSettings} element={<AccountSettings />} />
        <Route path={patterns.securityCredentials} element={<SecurityCredentials />} />
        <Route path={patterns.account} element={<Account />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}
