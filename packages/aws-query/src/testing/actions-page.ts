// docs/reference/actions.md: every action of IAM and STS, as AWS's own clients list them, and whether it is answered here.
// Run this file to write the page anew.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// biome-ignore-start lint/correctness/noUndeclaredDependencies: only tests import this file
import * as iamClient from "@aws-sdk/client-iam";
import * as stsClient from "@aws-sdk/client-sts";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above
import { type Operation, operations, type Service } from "@sallyport/core";
import { answeredActions } from "../services.ts";

export const pagePath = fileURLToPath(
  new URL("../../../../docs/reference/actions.md", import.meta.url),
);

const services: readonly {
  readonly name: Service;
  readonly title: string;
  readonly client: object;
}[] = [
  { name: "iam", title: "IAM", client: iamClient },
  { name: "sts", title: "STS", client: stsClient },
];

/** Each command of a client is an action of its service. */
export function actionsOf(client: object): readonly string[] {
  return Object.keys(client)
    .filter((name) => /^[A-Z].*Command$/.test(name))
    .map((name) => name.slice(0, -"Command".length))
    .sort();
}

export function renderPage(): string {
  return [
    "# Actions",
    "",
    "Every action of AWS's IAM and STS, and whether this server answers it. One that it does not is refused by name:",
    "`InvalidAction`, status 400. The same names are what policies allow and deny.",
    "",
    "This page is written by `packages/aws-query/src/testing/actions-page.ts`, and a test compares the two.",
    "",
    ...services.flatMap(renderService),
  ].join("\n");
}

function renderService({ name, title, client }: (typeof services)[number]): readonly string[] {
  const answered = new Set(answeredActions(name));
  const all = actionsOf(client);
  return [
    `## ${title}: ${answered.size} of ${all.length}`,
    "",
    "| Action | Answered | |",
    "|---|---|---|",
    ...all.map((action) =>
      answered.has(action) ? `| ${action} | yes | ${summaryOf(action)} |` : `| ${action} | no | |`,
    ),
    "",
  ];
}

function summaryOf(action: string): string {
  return Object.values<Operation>(operations).find(({ name }) => name === action)?.summary ?? "";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(pagePath, renderPage());
