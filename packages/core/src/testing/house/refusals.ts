import assert from "node:assert/strict";
import { type ErrorCode, IamError } from "../../errors.ts";

/** The refusal that this ends in; fails when it does not end in one, or in another. */
export async function refusal(work: Promise<unknown>, code?: ErrorCode): Promise<IamError> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof IamError)) throw error;
    if (code !== undefined) assert.equal(error.code, code, error.message);
    return error;
  }
  assert.fail(`it was not refused${code === undefined ? "" : ` with ${code}`}`);
}
