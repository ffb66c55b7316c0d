export const addUsers = {} as const;
