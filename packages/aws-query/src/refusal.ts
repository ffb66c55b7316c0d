// What this door refuses before the domain is asked, in AWS's codes and words: the order in which the checks run is AWS's too,
// and is found in `aws-query.ts` and `sigv4/`.

const statuses = {
  IncompleteSignature: 400,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  ExpiredToken: 403,
  MalformedInput: 400,
  MalformedQueryString: 400,
  MissingAction: 400,
  MissingAuthenticationToken: 403,
  RequestEntityTooLarge: 413,
  SignatureDoesNotMatch: 403,
} as const;

export type AwsRefusalCode = keyof typeof statuses;

export class AwsRefusal extends Error {
  override readonly name = "AwsRefusal";
  readonly code: AwsRefusalCode;
  readonly status: number;
  /** AWS answers a few refusals without any words. */
  readonly words: string | undefined;
  constructor(code: AwsRefusalCode, words?: string) {
    super(words ?? code);
    this.code = code;
    this.status = statuses[code];
    this.words = words;
  }
}

const incomplete = (words: string) => new AwsRefusal("IncompleteSignature", words);
const mismatch = (words?: string) => new AwsRefusal("SignatureDoesNotMatch", words);

export const awsRefusals = {
  malformedQuery: () =>
    new AwsRefusal("MalformedQueryString", "The query string contains a syntax error"),
  malformedBody: () =>
    new AwsRefusal("MalformedInput", "The body is not a well-formed form in UTF-8"),
  sentTwice: () => new AwsRefusal("MalformedQueryString", "A parameter was sent more than once"),
  tooManyParameters: (limit: number) =>
    new AwsRefusal("MalformedQueryString", `The request has more than ${limit} parameters`),
  tooLarge: () => new AwsRefusal("RequestEntityTooLarge", "Request body is too large"),

  unsigned: () =>
    new AwsRefusal("MissingAuthenticationToken", "Request is missing Authentication Token"),
  signedTwice: () => mismatch(),
  unknownAlgorithm: (algorithm: string) =>
    incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`),
  notAPair: (part: string, header: string) =>
    incomplete(
      `'${part}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`,
    ),
  headerLacks: (sentences: readonly string[], header: string) =>
    incomplete(`${sentences.join(" ")} Authorization=${header}`),
  queryLacks: (names: readonly string[]) =>
    incomplete(
      `${names.map((name) => `AWS query-string parameters must include '${name}'. `).join("")}Re-examine the query-string parameters.`,
    ),
  hostUnsigned: () =>
    mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  headerUnsigned: (name: string) =>
    mismatch(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`),
  notADate: (text: string) =>
    incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    ),
  signatureExpired: (date: string, earliest: string, now: string) =>
    mismatch(`Signature expired: ${date} is now earlier than ${earliest} (${now} - 15 min.)`),
  signatureNotYetCurrent: (date: string, latest: string, now: string) =>
    mismatch(`Signature not yet current: ${date} is still later than ${latest} (${now} + 15 min.)`),
  notACredential: (credential: string) =>
    incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    ),
  wrongScope: (sentences: readonly string[]) => mismatch(sentences.join("")),
  tokenInvalid: () =>
    new AwsRefusal("InvalidClientTokenId", "The security token included in the request is invalid"),
  tokenExpired: () =>
    new AwsRefusal("ExpiredToken", "The security token included in the request is expired"),
  keyUnknown: () =>
    new AwsRefusal(
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
    ),
  mismatch: () =>
    mismatch(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),

  noAction: () =>
    new AwsRefusal("MissingAction", "The request is missing an action or a required parameter."),
  unknownAction: (action: string, version: string | undefined) =>
    new AwsRefusal(
      "InvalidAction",
      `Could not find operation ${action} for version ${version ?? "NO_VERSION_SPECIFIED"}`,
    ),
} as const;

/** Answered without XML: whatever sent this is no client of the Query API. */
export class NotForThisDoor extends Error {
  override readonly name = "NotForThisDoor";
  readonly status: number;
  readonly html: string | undefined;
  constructor(status: number, html?: string) {
    super(html ?? String(status));
    this.status = status;
    this.html = html;
  }
}
