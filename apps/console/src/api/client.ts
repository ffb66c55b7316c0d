import { t } from "../i18n/t.ts";
import { ApiError, type ApiErrorBody, isRefusal } from "./error.ts";
import type { Input, Operation, Output } from "./types.ts";

/** How the shell takes part in a call: it hears of the session, and can ask the person for a fresh factor. */
export interface ClientHooks {
  /** The session lives: the server answered at this moment. */
  onActivity(): void;
  /** The server no longer knows the session. */
  onSessionEnded(): void;
  /** Asks the person for an MFA code; resolves to whether the factor was confirmed. */
  confirmFactor(): Promise<boolean>;
}

const silent: ClientHooks = {
  onActivity: () => {},
  onSessionEnded: () => {},
  confirmFactor: async () => false,
};
let parts: readonly Partial<ClientHooks>[] = [];
let hooks: ClientHooks = silent;

/** Registers a part of the shell; the function it returns takes the registration back. */
export function registerClientHooks(part: Partial<ClientHooks>): () => void {
  const use = (next: readonly Partial<ClientHooks>[]) => {
    parts = next;
    hooks = Object.assign({}, silent, ...parts);
  };
  use([...parts, part]);
  return () => use(parts.filter((other) => other !== part));
}

/**
 * Calls one operation of the console's API and resolves to its output, or throws an ApiError.
 * When the server wants a fresh factor first, the person is asked for it and the call is made again.
 */
export async function call<O extends Operation>(
  operation: O,
  input: Input<O>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Output<O>> {
  try {
    return await send(operation, input, options);
  } catch (error) {
    if (!isRefusal(error, "FreshFactorRequired")) throw error;
    if (!(await hooks.confirmFactor())) throw error;
    return await send(operation, input, options);
  }
}

/** Calls an operation whose answer is a file. The browser keeps it, where it is large outside of memory. */
export async function fetchFile<O extends Operation>(
  operation: O,
  input: Input<O>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Blob> {
  const response = await answered(await reach(operation, input, signal));
  try {
    return await response.blob();
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError(0, { code: "NetworkError", message: t("error.network") }, { cause });
  }
}

async function send<O extends Operation>(
  operation: O,
  input: Input<O>,
  { signal }: { readonly signal?: AbortSignal },
): Promise<Output<O>> {
  const response = await answered(await reach(operation, input, signal));
  return (await response.json()) as Output<O>;
}

async function answered(response: Response): Promise<Response> {
  if (response.ok) {
    hooks.onActivity();
    return response;
  }
  const error = new ApiError(response.status, await readErrorBody(response));
  if (error.status === 401) hooks.onSessionEnded();
  throw error;
}

async function reach(
  operation: string,
  input: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch(`/api/${operation}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-sallyport-csrf": "1" },
      body: JSON.stringify(input),
      credentials: "same-origin",
      cache: "no-store",
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError(0, { code: "NetworkError", message: t("error.network") }, { cause });
  }
}

/** A proxy in between may answer with something that is not ours: then the status alone speaks. */
async function readErrorBody(response: Response): Promise<ApiErrorBody> {
  try {
    const body = (await response.json()) as { readonly error?: ApiErrorBody };
    if (typeof body.error?.code === "string") return body.error;
  } catch {
    // not JSON
  }
  return {
    code: "UnexpectedAnswer",
    message: t("error.unexpectedAnswer", { status: response.status }),
  };
}
