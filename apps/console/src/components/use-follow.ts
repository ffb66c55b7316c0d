import { useCallback } from "react";
import { useNavigate } from "react-router";

interface FollowEvent {
  readonly detail: { readonly href?: string | undefined; readonly external?: boolean | undefined };
  preventDefault(): void;
}

/** The `onFollow` of Cloudscape's links, menus and crumbs: addresses of the console go through the router. */
export function useFollow(): (event: FollowEvent) => void {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const { href, external } = event.detail;
      if (external === true || href === undefined || !/^\/console(\/|$)/.test(href)) return;
      event.preventDefault();
      void navigate(href);
    },
    [navigate],
  );
}
