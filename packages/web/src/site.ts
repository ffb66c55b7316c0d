/** Sallyport's own address, taken apart once at start. What a request says about host and scheme is never asked. */
export interface Site {
  /** `https://iam.example.com`: scheme, host and port, without a trailing slash. */
  readonly origin: string;
  /** Host and port as a browser sends them: no port where it is the scheme's own. */
  readonly host: string;
  readonly secure: boolean;
  /** Reached on this machine only: its aliases are accepted. */
  readonly loopback: boolean;
}

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"] as const;

export function siteOf(publicUrl: string): Site {
  const { origin, host, hostname, protocol } = new URL(publicUrl);
  const loopback =
    loopbackNames.some((name) => name === hostname) || hostname.endsWith(".localhost");
  return { origin, host, secure: protocol === "https:", loopback };
}

/** The other spellings of a loopback site, on its port. */
export function loopbackAliases(site: Site): readonly string[] {
  if (!site.loopback) return [];
  const port = /:\d+$/.exec(site.host)?.[0] ?? "";
  return loopbackNames.map((name) => `${name}${port}`).filter((host) => host !== site.host);
}
