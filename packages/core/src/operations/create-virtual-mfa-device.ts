import { decodeBase32 } from "@sallyport/otp";
import { requestTagKeys } from "../access/context-keys.ts";
import { asciiBytes } from "../bytes.ts";
import { IamError, refusals } from "../errors.ts";
import { accountOf, requireAccount } from "../identity/locate.ts";
import { allTags, setTags } from "../identity/set-tags.ts";
import { deviceIssuer, deviceLabel } from "../mfa/labels.ts";
import { newSeed } from "../mfa/new-seed.ts";
import { deviceQrCodePng } from "../mfa/qr-code.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct, text } from "../schema/schema.ts";
import { deviceName, tags, virtualMFADevice } from "./members.ts";

/** AWS's own sentence for this one stands in for the usual constraint text. */
const looseDevicePath = text({ max: 512 });

export const createVirtualMFADevice = defineOperation({
  name: "CreateVirtualMFADevice",
  kind: "aws",
  summary:
    "Makes an unassigned virtual MFA device; its seed and QR code are in this answer and never again.",
  readOnly: false,
  input: struct({
    virtualMFADeviceName: deviceName,
    path: optional(looseDevicePath),
    tags: optional(tags),
  }),
  output: struct({ virtualMFADevice }),
  locate: async ({ tx, caller }) => ({ account: await requireAccount(tx, accountOf(caller)) }),
  permissions: ({ caller, input }) => [
    {
      action: "iam:CreateVirtualMFADevice",
      resource: arns.mfaDevice(accountOf(caller), input.path ?? "/", input.virtualMFADeviceName),
      keys: requestTagKeys(input.tags),
    },
  ],
  prepare: async ({ input, caller, ports, found }) => {
    const path = input.path ?? "/";
    if (!/^\/(?:[\w+=,.@-]+\/)*$/.test(path)) {
      throw new IamError(
        "ValidationError",
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
        {
          fields: [
            {
              name: "path",
              message: "A path begins and ends with / and has letters and digits between.",
            },
          ],
        },
      );
    }
    const serialNumber = arns.mfaDevice(accountOf(caller), path, input.virtualMFADeviceName);
    if (serialNumber.length > 256) {
      throw new IamError("InvalidInput", "The path and name of the device are too long together.", {
        fields: [{ name: "virtualMFADeviceName", message: "Path and name are too long together." }],
      });
    }
    const { secretKey, ...sealed } = newSeed(ports, serialNumber);
    const png = deviceQrCodePng({
      issuer: deviceIssuer,
      account: deviceLabel(input.virtualMFADeviceName, found.account),
      secret: decodeBase32(secretKey),
    });
    return { ...sealed, secretKey, png, path, serialNumber };
  },
  run: async ({ tx, caller, input, prepared, settings, now }) => {
    const accountId = accountOf(caller);
    const { path, serialNumber, sealedSeed, seedFingerprint, secretKey, png } = prepared;
    const device = {
      accountId,
      serialNumber,
      name: input.virtualMFADeviceName,
      path,
      kind: "virtual" as const,
      sealedSeed,
      seedFingerprint,
      createdAt: now,
      assignment: undefined,
    };
    if (!(await tx.devices.insert(device))) throw refusals.deviceExists();
    const { virtualDevicesPerAccount } = settings.quotas;
    if ((await tx.devices.count(accountId)).all > virtualDevicesPerAccount) {
      throw refusals.overQuota("VirtualMFADevicesPerAccount", virtualDevicesPerAccount);
    }
    const of = { accountId, kind: "mfa", id: serialNumber } as const;
    await setTags(tx, of, input.tags ?? []);
    const set = await allTags(tx, of);
    return {
      virtualMFADevice: {
        serialNumber: serialNumber as string,
        base32StringSeed: asciiBytes(secretKey),
        qRCodePNG: png,
        ...(set.length > 0 && { tags: set }),
      },
    };
  },
  record: { request: ["virtualMFADeviceName", "path", "tags"] },
});
