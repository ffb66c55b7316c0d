import type { CredentialReportRecord } from "../records.ts";
import type { Store } from "../store.ts";

/** A whole report's text, read chunk by chunk as fast as it is taken. */
export async function* readReport(
  read: Store["read"],
  { accountId, number, chunks }: CredentialReportRecord,
): AsyncGenerator<Uint8Array, void> {
  for (let position = 0; position < chunks; position += 1) {
    const bytes = await read((tx) => tx.credentialReports.chunk(accountId, number, position));
    // Its answer breaks off, and nobody takes the half for the whole.
    if (bytes === undefined)
      throw new Error("A credential report was forgotten while it was sent.");
    yield bytes;
  }
}
