import SideNavigation, {
  type SideNavigationProps,
} from "@cloudscape-design/components/side-navigation";
import { useLocation } from "react-router";
import { useFollow } from "../components/use-follow.ts";
import { t } from "../i18n/t.ts";
import {
  patterns,
  toAccountSettings,
  toCredentialReport,
  toDashboard,
  toEventHistory,
  toGroups,
  toIdentityProviders,
  toPolicies,
  toPolicySimulator,
  toRoles,
  toUsers,
} from "../routes.ts";

const items: readonly SideNavigationProps.Item[] = [
  { type: "link", text: t("nav.dashboard"), href: toDashboard() },
  {
    type: "section",
    text: t("nav.accessManagement"),
    items: [
      { type: "link", text: t("nav.groups"), href: toGroups() },
      { type: "link", text: t("nav.users"), href: toUsers() },
      { type: "link", text: t("nav.roles"), href: toRoles() },
      { type: "link", text: t("nav.policies"), href: toPolicies() },
      { type: "link", text: t("nav.identityProviders"), href: toIdentityProviders() },
      { type: "link", text: t("nav.policySimulator"), href: toPolicySimulator() },
      { type: "link", text: t("nav.accountSettings"), href: toAccountSettings() },
    ],
  },
  {
    type: "section",
    text: t("nav.accessReports"),
    items: [
      { type: "link", text: t("nav.credentialReport"), href: toCredentialReport() },
      { type: "link", text: t("nav.eventHistory"), href: toEventHistory() },
    ],
  },
];

/** Which link an address belongs to: a user's page lies under "Users". */
function activeHref(pathname: string): string {
  if (pathname.startsWith(patterns.users) || pathname === patterns.addUsers) return toUsers();
  if (pathname.startsWith(patterns.groups)) return toGroups();
  if (pathname.startsWith(patterns.roles) || pathname === patterns.createRole) return toRoles();
  if (pathname.startsWith(patterns.identityProviders)) return toIdentityProviders();
  if (pathname.startsWith(patterns.policies)) return toPolicies();
  if (pathname === patterns.accountSettings) return toAccountSettings();
  return pathname.replace(/\/$/, "") === patterns.dashboard ? toDashboard() : pathname;
}

export function SideBar({ onFollowed }: { readonly onFollowed: () => void }) {
  const { pathname } = useLocation();
  const follow = useFollow();
  return (
    <SideNavigation
      header={{ text: t("nav.title"), href: toDashboard() }}
      items={items}
      activeHref={activeHref(pathname)}
      onFollow={(event) => {
        follow(event);
        onFollowed();
      }}
    />
  );
}
