import { expect, test } from 'vitest';
import { paperFrame } from '#client/objects/paper-lines.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';

const FIELDS: OrganisationFields = {
  name: 'ỦY BAN NHÂN DÂN PHƯỜNG',
  parentName: '',
  place: 'Tân An',
  abbreviation: 'UBND',
  profile: 'nha-nuoc-nd30-2020',
  toneStyle: 'old',
  signature: { form: 'deputyForHead', body: 'CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: '' },
  recipients: ['Quận', ' '],
};

test('a paper of the state is shown with the lines drawn under its names', () => {
  const { head, foot } = paperFrame(FIELDS);

  expect(head.rows[0]?.map((cell) => cell.map(({ text, rule }) => [text, rule]))).toEqual([
    [['ỦY BAN NHÂN DÂN PHƯỜNG', 0.4]],
    [
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', undefined],
      ['Độc lập - Tự do - Hạnh phúc', 1],
    ],
  ]);
  expect(foot.authority.map(({ text }) => text)).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
  expect(foot.recipients.map(({ text }) => text)).toEqual(['Nơi nhận:', '- Quận;', '- Lưu: VT.']);
});

test('a Party paper is shown with its asterisk, and the line under the name of the Party', () => {
  const { head } = paperFrame({ ...FIELDS, profile: 'dang-hd36-2018', parentName: 'ĐẢNG BỘ QUẬN' });

  expect(head.rows[0]?.map((cell) => cell.map(({ text, rule }) => [text, rule]))).toEqual([
    [
      ['ĐẢNG BỘ QUẬN', undefined],
      ['ỦY BAN NHÂN DÂN PHƯỜNG', undefined],
      ['*', undefined],
    ],
    [['ĐẢNG CỘNG SẢN VIỆT NAM', 1]],
  ]);
});

test.each(LAYOUT_PROFILES)('by %s every line has a look of its own', (profile) => {
  const { head, foot } = paperFrame({ ...FIELDS, profile });

  const lines = [...head.rows.flat(2), ...foot.recipients, ...foot.authority, foot.signer];
  expect(lines.filter(({ look }) => look.fontPt === undefined)).toEqual([]);
});
