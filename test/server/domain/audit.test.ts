import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { chainHash, FIRST_HASH, type AuditEntry } from '#server/domain/audit.ts';

const entry: fc.Arbitrary<AuditEntry> = fc.record({
  at: fc.integer(),
  personId: fc.option(fc.string().map((id) => idOf<PersonId>(id))),
  action: fc.string(),
  objectKind: fc.string(),
  objectId: fc.string(),
  details: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
});

function headOf(entries: readonly AuditEntry[]): string {
  return entries.reduce((hash, one, at) => chainHash(hash, at + 1, one), FIRST_HASH);
}

test('the last hash vouches for every entry before it: none can be changed, dropped or put elsewhere', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 2 }), fc.nat(), (entries, pick) => {
      const at = pick % (entries.length - 1);
      const head = headOf(entries);
      const [one, other] = [entries[at], entries[at + 1]];
      if (one === undefined || other === undefined) throw new Error('The list is too short');

      expect(headOf(entries.with(at, { ...one, action: `${one.action}!` }))).not.toBe(head);
      expect(headOf(entries.toSpliced(at, 1))).not.toBe(head);
      if (JSON.stringify(one) !== JSON.stringify(other)) {
        expect(headOf(entries.with(at, other).with(at + 1, one))).not.toBe(head);
      }
    }),
  );
});

test('the order in which details were written down is no difference', () => {
  const base = { at: 1, personId: null, action: 'a', objectKind: 'k', objectId: 'o' };

  expect(headOf([{ ...base, details: { one: 1, two: 2 } }])).toBe(headOf([{ ...base, details: { two: 2, one: 1 } }]));
});
