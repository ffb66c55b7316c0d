/** The AWS Query API of IAM and STS. */

export { type AwsQueryOptions, awsQuery } from "./aws-query.ts";
export type { Arrival, Door, DoorLog } from "./door.ts";
export { answeredActions } from "./services.ts";
export { type RequestToSign, type SignedRequest, signRequest } from "./sigv4/sign-request.ts";
