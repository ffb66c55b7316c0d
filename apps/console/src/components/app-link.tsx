import Link, { type LinkProps } from "@cloudscape-design/components/link";
import { useFollow } from "./use-follow.ts";

/** A link to a page of the console: followed without a reload, opened in a new tab as any other. */
export function AppLink(props: LinkProps & { readonly href: string }) {
  const follow = useFollow();
  return <Link {...props} onFollow={follow} />;
}
