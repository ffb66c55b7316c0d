import type { ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import TopNavigation from "@cloudscape-design/components/top-navigation";
import { useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../api/client.ts";
import { isRefusal } from "../api/error.ts";
import { useFlash } from "../components/flash.tsx";
import { lazyDialog } from "../components/lazy-dialog.tsx";
import { nameInTopBar, useConsole } from "../context/console-context.tsx";
import { formatAccountId } from "../format.ts";
import { t } from "../i18n/t.ts";
import { toAccount, toDashboard, toSecurityCredentials, toSignIn } from "../routes.ts";
import { wantsRootAdvice } from "./root-advice-choice.ts";
import { chooseTheme, storedTheme, type Theme, themes } from "./theme.ts";

const RootAdvice = lazyDialog(async () => (await import("./root-advice.tsx")).RootAdvice);

export function TopBar() {
  const context = useConsole();
  const navigate = useNavigate();
  const flash = useFlash();
  const [adviceShown, setAdviceShown] = useState(false);
  const [theme, setTheme] = useState(storedTheme);
  const name = nameInTopBar(context);

  async function signOut() {
    try {
      await call("SignOut", {});
    } catch (error) {
      // A session that has already ended is as good as signed out.
      if (!isRefusal(error, "SessionExpired")) return flash.showError(error);
    }
    location.assign(toSignIn());
  }

  function choose({ id, href }: { readonly id: string; readonly href?: string | undefined }) {
    if (id === "signOut") return void signOut();
    if (id === "securityCredentials" && context.person.kind === "root" && wantsRootAdvice()) {
      return setAdviceShown(true);
    }
    if (href !== undefined) void navigate(href);
  }

  return (
    <>
      <div id="top-bar" className="sp-top-bar">
        <TopNavigation
          identity={{
            title: t("product.name"),
            href: toDashboard(),
            onFollow: (event) => {
              event.preventDefault();
              void navigate(toDashboard());
            },
          }}
          utilities={[
            {
              type: "menu-dropdown",
              iconName: "settings",
              ariaLabel: t("theme.label"),
              title: t("theme.label"),
              disableUtilityCollapse: true,
              items: themeItems(theme),
              onItemClick: ({ detail }) => {
                chooseTheme(detail.id as Theme);
                setTheme(detail.id as Theme);
              },
            },
            {
              type: "menu-dropdown",
              text: name,
              description: t("menu.accountId", { accountId: formatAccountId(context.accountId) }),
              disableTextCollapse: true,
              disableUtilityCollapse: true,
              items: accountItems,
              onItemClick: ({ detail }) => choose(detail),
              onItemFollow: (event) => {
                event.preventDefault();
                choose(event.detail);
              },
            },
          ]}
        />
      </div>
      {adviceShown ? <RootAdvice onDismiss={() => setAdviceShown(false)} /> : null}
    </>
  );
}

const accountItems: ButtonDropdownProps.Items = [
  { id: "account", text: t("menu.myAccount"), href: toAccount() },
  {
    id: "securityCredentials",
    text: t("menu.mySecurityCredentials"),
    href: toSecurityCredentials(),
  },
  { id: "signOut", text: t("menu.signOut") },
];

function themeItems(chosen: Theme): ButtonDropdownProps.Items {
  return themes.map((theme) => ({
    id: theme,
    text: t(`theme.${theme}`),
    itemType: "checkbox",
    checked: theme === chosen,
  }));
}
