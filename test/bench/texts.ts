import type { DocumentContent, Paragraph } from '#shared/document/document.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';

const SENTENCES = [
  'Trong nhiệm kỳ qua, Đảng bộ đã lãnh đạo thực hiện thắng lợi nhiều mục tiêu, nhiệm vụ mà Đại hội đề ra.',
  'Kinh tế tiếp tục tăng trưởng khá, cơ cấu chuyển dịch đúng hướng, thu ngân sách vượt dự toán được giao.',
  'Công tác xây dựng nông thôn mới được các cấp, các ngành quan tâm chỉ đạo quyết liệt và đồng bộ.',
  'Quốc phòng, an ninh được giữ vững; trật tự, an toàn xã hội có chuyển biến tích cực.',
  'Tuy nhiên, một số chỉ tiêu chưa đạt kế hoạch, chất lượng sinh hoạt chi bộ ở vài nơi còn hạn chế.',
];
const SENTENCES_A_PARAGRAPH = 4;
/** About what a page of the office's layout holds. */
const PARAGRAPHS_A_PAGE = 4;

/** A text of so many pages: five paragraphs to a heading, no two alike. `edition` changes a part of them. */
export function textOfPages(pages: number, edition = 0): DocumentContent {
  const count = pages * PARAGRAPHS_A_PAGE;
  return { blocks: Array.from({ length: count }, (_, at) => paragraph(at, edition)) };
}

/** Each tenth paragraph is another in the next edition. */
function paragraph(at: number, edition: number): Paragraph {
  const isHeading = at % 6 === 0;
  const sentences = Array.from(
    { length: isHeading ? 1 : SENTENCES_A_PARAGRAPH },
    (_, n) => SENTENCES[(at + n) % SENTENCES.length] ?? '',
  );
  const changed = at % 10 === 3 && edition > 0 ? ` Sửa lần ${edition}.` : '';
  return {
    type: 'paragraph',
    id: idOf<BlockId>(`b${at}`),
    level: isHeading ? 1 : 0,
    list: 'none',
    indent: 0,
    align: 'default',
    content: [{ type: 'text', text: `(${at}) ${sentences.join(' ')}${changed}`, marks: [] }],
  };
}
