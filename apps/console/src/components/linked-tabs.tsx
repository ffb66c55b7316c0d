import Tabs, { type TabsProps } from "@cloudscape-design/components/tabs";
import { useNavigate } from "react-router";

export interface LinkedTab extends TabsProps.Tab {
  /** Each tab has an address of its own, so that it can be linked to and reloaded. */
  readonly href: string;
}

/** Tabs of a page; turning to one adds no step to go back over. */
export function LinkedTabs(props: {
  readonly label: string;
  readonly active: string;
  readonly tabs: readonly LinkedTab[];
}) {
  const navigate = useNavigate();
  return (
    <Tabs
      ariaLabel={props.label}
      activeTabId={props.active}
      onChange={({ detail: { activeTabHref } }) => {
        if (activeTabHref !== undefined) void navigate(activeTabHref, { replace: true });
      }}
      tabs={props.tabs}
    />
  );
}
