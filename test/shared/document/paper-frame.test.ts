import { expect, test } from 'vitest';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { frameOf, kindAbbreviation, type ReportHeader } from '#shared/document/paper-frame.ts';

const PARTY = 'dang-hd05-2026';
const STATE = 'nha-nuoc-nd30-2020';
const GAP = '\u00a0'.repeat(6);

const HEADER: ReportHeader = {
  parentOrg: 'ĐẢNG BỘ QUẬN',
  issuingOrg: 'ĐẢNG ỦY PHƯỜNG',
  docNumber: { number: 5, type: 'BC', org: 'ĐU' },
  place: 'Tân An',
  date: { day: 5, month: 2, year: 2026 },
  draftNumber: 2,
  typeName: 'Báo cáo',
  subject: '',
};

function textsOf(id: string, more: Partial<ReportHeader> = {}) {
  const { above, header } = frameOf(layoutProfileOf(id), { ...HEADER, ...more });
  return [above.map(({ text }) => text), ...header.map((row) => row.map((cell) => cell.map(({ text }) => text)))];
}

test('the head of a Party paper has the draft mark under its number', () => {
  expect(textsOf(PARTY)).toEqual([
    [],
    [
      ['ĐẢNG BỘ QUẬN', 'ĐẢNG ỦY PHƯỜNG', '*'],
      ['ĐẢNG CỘNG SẢN VIỆT NAM', ''],
    ],
    [['Số 05-BC/ĐU'], ['Tân An, ngày 05 tháng 02 năm 2026']],
    [['Dự thảo lần 2'], []],
  ]);
});

test('the head of a paper of the state has the draft mark above it, and a body without one over it moves up', () => {
  expect(textsOf(STATE, { parentOrg: null, issuingOrg: 'ỦY BAN NHÂN DÂN' })).toEqual([
    ['Dự thảo lần 2'],
    [
      ['ỦY BAN NHÂN DÂN', ''],
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    ],
    [['Số: 05/BC-ĐU'], ['Tân An, ngày 05 tháng 02 năm 2026']],
  ]);
});

test('a final paper has no draft mark', () => {
  expect(textsOf(PARTY, { draftNumber: null })).toHaveLength(3);
  expect(textsOf(STATE, { draftNumber: null })[0]).toEqual([]);
});

test('what is not known is left open for the pen', () => {
  const unknown = { place: '', date: null, docNumber: { number: null, type: '', org: ' ' } } as const;

  expect(textsOf(STATE, unknown).at(-1)).toEqual([
    [`Số: ${'\u00a0'.repeat(7)}/${GAP}-${GAP}`],
    [`${GAP}, ngày ${GAP} tháng ${GAP} năm ${GAP}`],
  ]);
});

test('the words of the profile are spelt as the organisation spells, names as they were given', () => {
  const ending = { form: 'onBehalfOfBody', body: 'ĐẢNG ỦY', position: null, name: 'Thúy', recipients: ['Quận ủy'] };
  const frame = frameOf(layoutProfileOf(PARTY), { ...HEADER, toneStyle: 'new', ending });

  expect(frame.ending).toEqual({
    label: 'Nơi nhận:',
    recipients: ['- Quận ủy;', '- Lưu Văn phòng Đảng uỷ.'],
    authority: 'T/M ĐẢNG ỦY',
    position: GAP,
    name: 'Thúy',
  });
  expect(textsOf(STATE, { toneStyle: 'new' })[1]?.[1]?.[0]).toBe('CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM');
});

test('a form of signing that the regime does not have is its usual one', () => {
  const ending = { form: 'byDelegation', body: 'X', position: null, name: null, recipients: [] };
  const signed = (id: string) => frameOf(layoutProfileOf(id), { ...HEADER, ending }).ending?.authority;

  expect([signed(STATE), signed(PARTY)]).toEqual(['TUQ. X', 'T/M X']);
});

test('the abbreviation of a kind of document goes by the longest name that a title begins with', () => {
  const kind = (title: string) => kindAbbreviation(layoutProfileOf(STATE), title);

  expect(['BÁO CÁO CHÍNH TRỊ', 'Giấy giới thiệu', 'QUY ĐỊNH', 'Báo cáoviên'].map(kind)).toEqual([
    'BC',
    'GGT',
    'QyĐ',
    undefined,
  ]);
});
