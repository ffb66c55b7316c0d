// How the files of the web apps are answered, each app under its own policy.

import { type PagePolicy, type pagePolicies, type Site, securityHeaders } from "@sallyport/web";
import { chooseEncoding, type StaticFile } from "./static-files.ts";

export async function answerFile(
  request: Request,
  file: StaticFile,
  { site, page }: { readonly site: Site; readonly page: keyof typeof pagePolicies | PagePolicy },
): Promise<Response> {
  const encoding = file.compressible
    ? chooseEncoding(request.headers.get("accept-encoding"))
    : "identity";
  return new Response(await file.bytes(encoding), {
    headers: {
      ...securityHeaders(site, page),
      ...(file.immutable ? { "cache-control": "public, max-age=31536000, immutable" } : {}),
      "content-type": file.mediaType,
      vary: "accept-encoding",
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    },
  });
}

export function refusal(
  site: Site,
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${words}\n`, {
    status,
    headers: {
      ...securityHeaders(site, "data"),
      "content-type": "text/plain; charset=utf-8",
      ...headers,
    },
  });
}
