// The sealed vault in IndexedDB. A write replaces the old bytes in one transaction or not at all.

import type { Bytes } from "@sallyport/vault";
import type { SyncStorage } from "../sync/record.ts";

export interface VaultStorage {
  read(): Promise<Bytes | undefined>;
  write(bytes: Bytes): Promise<void>;
  /** Keeps bytes that cannot be opened under a name of their own, so that a new vault does not take their place. */
  setAside(): Promise<void>;
  /** Does the work while no other window does such work. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Tells when another window wrote. */
  onChange(listener: () => void): void;
}

const databaseName = "sallyport-authenticator";
const storeName = "kept";
const vaultKey = "vault";
const syncKey = "sync";

export function openDeviceStorage(): VaultStorage {
  const news = new BroadcastChannel("vault");
  return {
    read: () => readBytes(vaultKey),
    async write(bytes) {
      await transact("readwrite", (store) => store.put(bytes, vaultKey));
      news.postMessage("written");
    },
    async setAside() {
      const kept: unknown = await transact("readonly", (store) => store.get(vaultKey));
      await transact("readwrite", (store) => {
        store.put(kept, `aside-${new Date().toISOString()}`);
        return store.delete(vaultKey);
      });
      news.postMessage("written");
    },
    exclusively: (work) => exclusively("vault", work),
    onChange: (listener) => news.addEventListener("message", listener),
  };
}

/** What is kept about sync, beside the vault and sealed under its key. */
export function openSyncStorage(): SyncStorage {
  return {
    read: () => readBytes(syncKey),
    async write(bytes) {
      await transact("readwrite", (store) =>
        bytes === undefined ? store.delete(syncKey) : store.put(bytes, syncKey),
      );
    },
    exclusively: (work) => exclusively("sync", work),
  };
}

async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks === undefined ? work() : navigator.locks.request(name, work);
}

async function readBytes(key: string): Promise<Bytes | undefined> {
  const kept = await transact("readonly", (store) => store.get(key));
  return kept instanceof Uint8Array ? Uint8Array.from(kept) : undefined;
}

async function transact(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: "strict" });
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the storage gave up"));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the storage does not open"));
  });
}
