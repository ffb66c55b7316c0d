// What a browser-facing door refuses before the domain is asked at all. Each door writes it in its own form.

const kinds = {
  BadRequest: 400,
  UnreadableBody: 400,
  CrossSiteRequest: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  RequestTooLarge: 413,
  UnsupportedMediaType: 415,
  PreconditionRequired: 428,
} as const;

export type WebRefusalCode = keyof typeof kinds;

export class WebRefusal extends Error {
  override readonly name = "WebRefusal";
  readonly code: WebRefusalCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: WebRefusalCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = kinds[code];
    this.headers = headers;
  }
}

export const webRefusals = {
  badRequest: (message: string) => new WebRefusal("BadRequest", message),
  crossSite: () =>
    new WebRefusal(
      "CrossSiteRequest",
      "This request did not come from Sallyport's own pages. Open the page again and repeat it there.",
    ),
  foreignOrigin: () => new WebRefusal("CrossSiteRequest", "Pages of this origin may not ask here."),
  notFound: (message: string) => new WebRefusal("NotFound", message),
  onlyPost: () => new WebRefusal("MethodNotAllowed", "Use POST here.", { allow: "POST" }),
  onlyMethods: (methods: readonly string[]) => {
    const allow = methods.join(", ");
    return new WebRefusal("MethodNotAllowed", `Use ${allow} here.`, { allow });
  },
  onlyGet: () => new WebRefusal("MethodNotAllowed", "Use GET here.", { allow: "GET, HEAD" }),
  mediaType: (expected: string) =>
    new WebRefusal("UnsupportedMediaType", `Send the body as ${expected}.`),
  tooLarge: (limitBytes: number) =>
    new WebRefusal(
      "RequestTooLarge",
      `The body is larger than ${Math.floor(limitBytes / 1024)} KiB.`,
    ),
  preconditionRequired: (message: string) => new WebRefusal("PreconditionRequired", message),
  unreadable: (message: string) => new WebRefusal("UnreadableBody", message),
} as const;
