import type { OpenVault } from "@sallyport/vault";
import { createContext, useContext } from "react";
import { useStore } from "../store.ts";
import type { VaultSession } from "./session.ts";

const SessionContext = createContext<VaultSession | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): VaultSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("there is no SessionProvider above");
  return session;
}

const OpenVaultContext = createContext<OpenVault | undefined>(undefined);
export const OpenVaultProvider = OpenVaultContext.Provider;

/** The vault, on screens that are shown only while it is open. */
export function useOpenVault(): OpenVault {
  const vault = useContext(OpenVaultContext);
  if (vault === undefined) throw new Error("the vault is locked");
  return vault;
}

export function useVaultState() {
  return useStore(useSession().state);
}
