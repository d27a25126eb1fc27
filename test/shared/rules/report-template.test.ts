import { expect, test } from 'vitest';
import { OUTLINE_TEMPLATES } from '#shared/model/outline-templates.ts';
import { chooseTemplate, countTexts, fillSubject, openSlots } from '#shared/rules/report-template.ts';

const committee = {
  organisation: 'Đảng ủy phường Ngọc Lâm',
  congress: 'Đại hội đại biểu lần thứ XXIII',
  term: '2025–2030',
};

test.each([
  ['2025–2030', 'bcct-xa-phuong-2025'],
  ['Nhiệm kỳ 2020 - 2025', 'bcct-phuong-2020'],
  ['', 'bcct-xa-phuong-2025'],
  ['2030 - 2035', 'bcct-xa-phuong-2025'],
])('for the term “%s” the template %s is proposed', (term, id) => {
  expect(chooseTemplate(OUTLINE_TEMPLATES, { ...committee, term })?.id).toBe(id);
});

test('the subject says the place and the congress of the committee', () => {
  const pattern = 'của Đảng bộ {xã|phường} trình Đại hội đại biểu Đảng bộ {xã|phường} lần thứ {lần}';

  expect(fillSubject(pattern, committee)).toBe(
    'của Đảng bộ phường trình Đại hội đại biểu Đảng bộ phường lần thứ XXIII',
  );
  expect(fillSubject('lần thứ {lần}', { ...committee, congress: 'lần thứ 5' })).toBe('lần thứ 5');
  expect(fillSubject('lần thứ {lần}', { ...committee, congress: 'xxiv' })).toBe('lần thứ XXIV');
});

test('what the committee does not say stays in braces, to be seen', () => {
  const subject = fillSubject('{xã|phường} khóa {khóa} lần thứ {lần}', {
    organisation: 'Đảng ủy Công ty',
    congress: 'Đại hội đại biểu',
    term: '',
  });

  expect(openSlots(subject)).toEqual(['{xã|phường}', '{khóa}', '{lần}']);
  expect(openSlots('trình Đại hội')).toEqual([]);
});

test('only entries with a text are counted', () => {
  const leaf = { children: [] };

  expect(countTexts([{ children: [leaf, { children: [leaf, leaf] }] }, leaf])).toBe(4);
});
