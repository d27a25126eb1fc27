import { describe, expect, test } from 'vitest';
import { DomainError } from '#shared/model/errors.ts';
import { createThread } from '#shared/protocol/documents.ts';
import { exportReport } from '#shared/protocol/exports.ts';
import { applyMerge } from '#shared/protocol/merges.ts';
import { submitSection } from '#shared/protocol/sections.ts';
import { parseInput } from '#server/http/input.ts';

function refusal(run: () => unknown): DomainError {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was taken');
}

describe('a request becomes one object', () => {
  test('of path, query and body, with what was left out filled in', () => {
    const input = parseInput(exportReport, {
      params: { id: 'r1' },
      query: { format: 'docx', draft: '2' },
      body: undefined,
    });

    expect(input).toEqual({ id: 'r1', format: 'docx', draft: 2, comments: 'none' });
  });

  test('a body in which every field may be left out may be left out itself', () => {
    expect(parseInput(submitSection, { params: { id: 's1' }, query: {}, body: undefined })).toEqual({
      id: 's1',
      note: '',
    });
  });
});

describe('what is not as the endpoint says', () => {
  test('each wrong field is named by a pointer, missing and unknown ones too', () => {
    const body = { blockId: 'b', quote: '', 'a/b~c': 1, mentions: ['p1', 7] };

    const { code, details } = refusal(() => parseInput(createThread, { params: { id: 'd1' }, query: {}, body }));

    expect(code).toBe('malformed');
    expect(details['fields']).toEqual([
      { pointer: '/quote', code: 'too_small' },
      { pointer: '/text', code: 'required' },
      { pointer: '/mentions/1', code: 'invalid_type' },
      { pointer: '/a~1b~0c', code: 'unknown_field' },
    ]);
  });

  test('a wrong decision is found at its conflict', () => {
    const body = { decisions: { c1: { take: 'mine' } } };

    const { details } = refusal(() => parseInput(applyMerge, { params: { id: 'm1' }, query: {}, body }));

    expect(details['fields']).toEqual([{ pointer: '/decisions/c1', code: 'invalid_union' }]);
  });

  test('an id that can be none is an object that is not there', () => {
    const input = { params: { id: '../x' }, query: {}, body: undefined };

    expect(refusal(() => parseInput(submitSection, input)).code).toBe('not_found');
  });

  test('a question that the endpoint does not know is refused', () => {
    const input = { params: { id: 'r1' }, query: { format: 'docx', all: '1' }, body: undefined };

    expect(refusal(() => parseInput(exportReport, input)).details['fields']).toEqual([
      { pointer: '/all', code: 'unknown_field' },
    ]);
  });
});
