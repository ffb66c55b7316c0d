import "./style/base.css";
import "./style/controls.css";
import "./style/screens.css";
import "./style/codes.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { now } from "./clock/clock.ts";
import { startUpdates } from "./pwa/updates.ts";
import { startTheme } from "./theme.ts";
import { hashesOfBrowser } from "./vault/hashing.ts";
import { VaultSession } from "./vault/session.ts";
import { openDeviceStorage } from "./vault/storage.ts";
import { SessionProvider } from "./vault/vault-context.tsx";

startTheme();
const session = new VaultSession({ storage: openDeviceStorage(), now, hashes: hashesOfBrowser });
void session.start();
if (import.meta.env.PROD) void startUpdates().catch(() => undefined); // without it the app works, only not offline

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <SessionProvider value={session}>
      <App />
    </SessionProvider>
  </StrictMode>,
);
