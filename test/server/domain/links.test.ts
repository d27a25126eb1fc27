import { describe, expect, it } from 'vitest';
import { claimStateOf, codeOf, linkStateOf, readSecret } from '#server/domain/links.ts';

describe('the code of a meeting', () => {
  it('has forty bits in eight letters that are not taken for one another', () => {
    expect(codeOf(Uint8Array.of(0, 0, 0, 0, 0))).toBe('0000-0000');
    expect(codeOf(Uint8Array.of(255, 255, 255, 255, 255))).toBe('ZZZZ-ZZZZ');
    expect(codeOf(Uint8Array.of(0x08, 0x86, 0x42, 0x98, 0xe8))).toBe('1234-5678');
    expect(codeOf(Uint8Array.of(1, 35, 69, 103, 137))).not.toMatch(/[ILOU]/);
  });

  it('is known however it is typed', () => {
    for (const typed of ['7K4P-QX20', '7k4pqx2o', ' 7K4P QX20', '7k4p-qx2O'])
      expect([typed, readSecret(typed)]).toEqual([typed, '7K4P-QX20']);
    expect(readSecret('11Il-oO00')).toBe('1111-0000');
  });

  it('leaves a long secret as it is', () => {
    expect(readSecret('aIlO-_9'.repeat(6))).toBe('aIlO-_9'.repeat(6));
  });
});

describe('the state of a link', () => {
  const fresh = { used_at: null, revoked_at: null, expires_at: 100 };

  it('is usable until its time is over, to the millisecond', () => {
    expect([linkStateOf(fresh, 99), linkStateOf(fresh, 100)]).toEqual(['usable', 'expired']);
  });

  it('tells what was done with it before what time did', () => {
    expect(linkStateOf({ ...fresh, used_at: 5 }, 200)).toBe('used');
    expect(linkStateOf({ ...fresh, revoked_at: 5 }, 200)).toBe('revoked');
  });
});

describe('the state of a claim', () => {
  it('is over with its time while it is open, and stays what it was decided to be', () => {
    const at = (state: 'waiting' | 'confirmed' | 'refused' | 'used') => claimStateOf({ state, expires_at: 100 }, 100);

    expect([at('waiting'), at('confirmed'), at('refused'), at('used')]).toEqual([
      'expired',
      'expired',
      'refused',
      'used',
    ]);
    expect(claimStateOf({ state: 'waiting', expires_at: 100 }, 99)).toBe('waiting');
  });
});
