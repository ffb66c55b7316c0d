// Which screen is shown stands behind the # of the address: it is never sent to a server, and the back button works.

import { useSyncExternalStore } from "react";

export const routes = ["codes", "add", "shared", "backup", "settings", "sync", "trash"] as const;
export type Route = (typeof routes)[number];

export function parseRoute(hash: string): Route {
  const name = hash.replace(/^#\/?/, "");
  return routes.find((route) => route === name) ?? "codes";
}

export function hrefOf(route: Route): string {
  return route === "codes" ? "#" : `#${route}`;
}

export function go(route: Route): void {
  location.hash = hrefOf(route);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => parseRoute(location.hash));
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
