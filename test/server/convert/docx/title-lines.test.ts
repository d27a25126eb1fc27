import { expect, test } from 'vitest';
import { evenIndent } from '#server/convert/docx/title-lines.ts';
import { boldWidthPt } from '#server/convert/text-width.ts';
import { DANG_HD36_2018, type ComponentLook } from '#shared/document/layout-profile.ts';

const TEXT_WIDTH_PT = (165 / 25.4) * 72;

const { typeName, subject, headings } = DANG_HD36_2018.components;
const partTitle: ComponentLook = headings.find((rule) => rule.key === 'part')?.title ?? {};

/** The lines that a word processor makes of a title. */
function linesOf(look: ComponentLook, text: string, sizePt: number): readonly string[] {
  const { left, right } = evenIndent(DANG_HD36_2018, look, text) ?? { left: 0, right: 0 };
  const widthPt = TEXT_WIDTH_PT - (left + right) / 20;
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    return boldWidthPt(longer, sizePt) <= widthPt ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}

test('a title of two lines is broken so that both are about as long', () => {
  const text = 'KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ PHƯỜNG NHIỆM KỲ 2015 - 2020';

  expect(linesOf(partTitle, text, 14)).toEqual([
    'KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI',
    'ĐẢNG BỘ PHƯỜNG NHIỆM KỲ 2015 - 2020',
  ]);
});

test('the years of a term stay on one line, and a line ends with the sense where one may', () => {
  const text = 'PHƯƠNG HƯỚNG, MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP NHIỆM KỲ 2020 - 2025';

  const lines = linesOf(partTitle, text, 14);
  expect(lines).toEqual(['PHƯƠNG HƯỚNG, MỤC TIÊU, NHIỆM VỤ', 'VÀ GIẢI PHÁP NHIỆM KỲ 2020 - 2025']);
});

test('a line ends at a comma where both lines stay nearly as long', () => {
  expect(linesOf(typeName, '3. QUẢN LÝ ĐÔ THỊ, ĐẤT ĐAI, MÔI TRƯỜNG, ĐẦU TƯ XÂY DỰNG', 16)).toEqual([
    '3. QUẢN LÝ ĐÔ THỊ, ĐẤT ĐAI, MÔI TRƯỜNG,',
    'ĐẦU TƯ XÂY DỰNG',
  ]);
});

test('letters that the style makes capitals are measured as capitals', () => {
  const indent = (text: string) => evenIndent(DANG_HD36_2018, typeName, text);
  const text = 'Phụ lục: hệ thống các chỉ tiêu, công trình trọng điểm';

  expect(indent(text)).toEqual(indent(text.toUpperCase()));
  expect(indent(text)).toBeDefined();
});

test('a title that fits on one line is left alone', () => {
  expect(evenIndent(DANG_HD36_2018, typeName, 'Báo cáo chính trị')).toBeUndefined();
});

test('a title of one endless word is left as wide as the page', () => {
  expect(linesOf(subject, 'x'.repeat(400), 14)).toHaveLength(1);
});
