import picturesJson from './pictures.json' with { type: 'json' };

const PICTURES: Readonly<Record<string, string>> = picturesJson;

/** A picture of the texts by its name. They lie in JSON as base64, as only that goes into the built program with the code. */
export function readPicture(name: string): Uint8Array {
  const base64 = PICTURES[name];
  if (base64 === undefined) throw new Error(`The founding example has no picture ${name}`);
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
