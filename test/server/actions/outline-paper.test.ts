import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { exportOutline, getFile, runExport } from '#server/actions/exports.ts';
import { updateSection } from '#server/actions/outline-sections.ts';
import { findJob } from '#server/storage/rows/jobs.ts';
import { foundForEachTest, type CommitteeWorld, type PersonName, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

/** The words of each paragraph of the exported outline, its number aside. */
async function print(by: PersonName): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const input = { id: committee.report.reportId, format: 'docx' } as const;
  const { jobId } = await exportOutline(world.context, committee.as[by], input);
  const job = await findJob(world.context.storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  const { fileId } = await runExport(world.context, job);
  if (fileId === null) throw new Error('The export made no file');
  const { bytes, name } = await getFile(world.context, committee.as[by], { id: fileId });
  const document = unzipSync(bytes)['word/document.xml'];
  const paragraphs = strFromU8(document ?? new Uint8Array()).split('</w:p>');
  return { name, lines: paragraphs.map((one) => one.replace(/<[^>]+>/g, '').trim()).filter((line) => line !== '') };
}

test('an outline is printed with what is asked of the writers, who they are and by when', async () => {
  await updateSection(world.context, committee.as.chair, {
    id: committee.open.sectionId,
    guidance: 'Mỗi nhận định phải có số liệu.\nCó mốc so sánh.',
    elements: [
      { key: 'figures', vi: 'Số liệu', en: 'figures' },
      { key: 'comparison', vi: 'So sánh', en: 'comparison' },
    ],
    targetWords: 1806,
    product: 'Bản thảo mục',
  });

  const { name, lines } = await print('owner');

  expect(name).toMatch(/^de-cuong-\d{4}-\d\d-\d\d\.docx$/);
  expect(lines).toContain('ĐỀ CƯƠNG');
  expect(lines).toContain('Báo cáo chính trị');
  const at = lines.indexOf('Kinh tế');
  expect(lines.slice(at, at + 5)).toEqual([
    'Kinh tế',
    'Mỗi nhận định phải có số liệu.',
    'Có mốc so sánh.',
    'Nội dung phải có: Số liệu; So sánh.',
    'Độ dài: khoảng 4,3 trang. Sản phẩm: Bản thảo mục. Bắt đầu: 27/3/2020. Hạn nộp: 15/4/2020. ' +
      'Chủ trì: OWNER. Phối hợp: WRITER.',
  ]);
});

test('a printed outline holds only what its reader may know', async () => {
  expect((await print('chair')).lines).toContain('Nội bộ');
  expect((await print('bureau')).lines).not.toContain('Nội bộ');
  expect(await refusalOf(print('stranger'))).toBe('not_found');
});
