// Signed requests without a door: signatures made from AWS's description, and recognised by the real thing.

import { createHmac } from "node:crypto";
import type { OperationName } from "../../operations/index.ts";
import type { Browser, Input, Output } from "./browser.ts";
import type { House } from "./house.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const scope = { date: "20261124", region: "us-east-1", service: "sts" };
const stringToSign = "AWS4-HMAC-SHA256\n20261124T064600Z\n…";

function sign({ secretAccessKey }: Credentials): string {
  const hmac = (key: string | Buffer, data: string) =>
    createHmac("sha256", key).update(data).digest();
  return [scope.date, scope.region, scope.service, "aws4_request", stringToSign]
    .reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
    .toString("hex");
}

/** Who these credentials speak for at this moment, or why for nobody. */
export function recognise(house: House, credentials: Credentials) {
  const { accessKeyId, sessionToken: securityToken } = credentials;
  const signature = sign(credentials);
  return house.iam.signer({ accessKeyId, securityToken, scope, stringToSign, signature });
}

/** Asks for an operation as the signed door would. */
export async function callWith<Name extends OperationName>(
  house: House,
  credentials: Credentials,
  name: Name,
  input: Input = {},
): Promise<Output<Name>> {
  const caller = await recognise(house, credentials);
  if (typeof caller === "string") throw new Error(caller);
  return house.browser().knockAs(caller, name, input);
}

/** A long-term key of a user, made in `by`. */
export async function keyOf(by: Browser, userName: string): Promise<Credentials> {
  return (await by.knock("CreateAccessKey", { userName })).accessKey;
}
