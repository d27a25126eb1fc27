import { expect, test } from 'vitest';
import { TEXTS } from '#shared/messages/messages.ts';

/** Texts that are the same in Vietnamese and in English, each for its reason. */
const SAME: Readonly<Record<string, string>> = {
  'app.name': 'the name of the product',
  'app.pageTitle': 'the name of the product',
  'app.vietnamese': 'a language by its own name',
  'app.english': 'a language by its own name',
  'invitations.onlyHere.windows': 'names of systems',
  'invitations.onlyHere.others': 'names of systems',
  'objects.organisation.nameExample': 'a name as it stands on a paper',
  'objects.organisation.parentExample': 'a name as it stands on a paper',
  'objects.organisation.placeExample': 'a name as it stands on a paper',
  'objects.organisation.abbreviationExample': 'a name as it stands on a paper',
  'objects.organisation.bodyExample': 'a name as it stands on a paper',
  'objects.organisation.positionExample': 'a name as it stands on a paper',
  'objects.organisation.signerExample': 'a name as it stands on a paper',
  'admin.committeeExample': 'a name as it stands on a paper',
  'admin.congressExample': 'a name as it stands on a paper',
  'objects.organisation.toneStyles.old': 'Vietnamese words, for how they are spelt',
  'objects.organisation.toneStyles.new': 'Vietnamese words, for how they are spelt',
  'outline.numberings.roman': 'numbers',
};

function textsOf(texts: unknown, beginning = ''): readonly (readonly [string, string])[] {
  if (typeof texts === 'string') return [[beginning, texts]];
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.entries(texts).flatMap(([key, inner]) =>
    textsOf(inner, beginning === '' ? key : `${beginning}.${key}`),
  );
}

/** Whether anything but slots, figures and signs is said. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, ''));
}

test('no text is left in the other language', () => {
  const english = new Map(textsOf(TEXTS.en));
  const same = textsOf(TEXTS.vi)
    .filter(([key, text]) => hasWords(text) && english.get(key) === text)
    .map(([key]) => key);

  expect(same.toSorted()).toEqual(Object.keys(SAME).toSorted());
});

test('a text asks for the same slots in both languages', () => {
  const english = new Map(textsOf(TEXTS.en));
  const slotsOf = (text = ''): readonly string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted();
  const other = textsOf(TEXTS.vi).filter(
    ([key, text]) => slotsOf(text).join(' ') !== slotsOf(english.get(key)).join(' '),
  );

  expect(other.map(([key]) => key)).toEqual([]);
});
