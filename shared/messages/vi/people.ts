export const viPeople = {} as const;
