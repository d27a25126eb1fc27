/** Which dialog of the house is open. */
export type HouseAsking = 'palette' | 'shortcuts' | { readonly newReportOf: string } | null;
