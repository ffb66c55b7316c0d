import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { AccessKeyReference } from "../../api/types.ts";
import { keyParameter } from "../../routes.ts";

/** The profile's dialog stands in the address, by the key's id: it can be sent to whoever sets up a machine. */
export function useProfileDialog(keys: readonly AccessKeyReference[]) {
  const [query] = useSearchParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const asked = query.get(keyParameter);
  const go = (accessKeyId: string | undefined) => {
    const next = new URLSearchParams(query);
    if (accessKeyId === undefined) next.delete(keyParameter);
    else next.set(keyParameter, accessKeyId);
    void navigate({ search: next.toString(), hash }, { replace: true });
  };
  return {
    shown: keys.find(({ accessKeyId }) => accessKeyId === asked),
    show: ({ accessKeyId }: AccessKeyReference) => go(accessKeyId),
    hide: () => go(undefined),
  };
}
