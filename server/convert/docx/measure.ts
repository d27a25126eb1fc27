const TWIPS_PER_MM = 1440 / 25.4;

/** Word's measure of lengths: a twentieth of a point. */
export function twips(mm: number): number {
  return Math.round(mm * TWIPS_PER_MM);
}
