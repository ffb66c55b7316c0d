import { existsSync } from "node:fs";

const inDebian = (file: string, elsewhere: string, program = file) =>
  existsSync(file) ? program : elsewhere;

/** The programs of AWS's clients: Debian's own, where they are, as most people have them; else the path's. */
export const awsClients = {
  aws: inDebian("/usr/bin/aws", "aws"),
  /** A Python that has boto3: Debian's is for Debian's Python alone. */
  python: inDebian("/usr/lib/python3/dist-packages/boto3", "python3", "/usr/bin/python3"),
} as const;
