export const viAdmin = {} as const;
