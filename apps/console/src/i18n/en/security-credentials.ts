export const securityCredentials = {} as const;
