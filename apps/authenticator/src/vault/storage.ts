// The sealed vault in IndexedDB. A write replaces the old bytes in one transaction or not at all.

import type { Bytes } from "@sallyport/vault";

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

export function openDeviceStorage(): VaultStorage {
  const news = new BroadcastChannel("vault");
  return {
    async read() {
      const kept = await transact("readonly", (store) => store.get(vaultKey));
      return kept instanceof Uint8Array ? Uint8Array.from(kept) : undefined;
    },
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
    exclusively: async (work) => {
      if (navigator.locks === undefined) return work();
      return navigator.locks.request("vault", work);
    },
    onChange: (listener) => news.addEventListener("message", listener),
  };
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
