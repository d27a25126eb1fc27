import type { Committee } from '#shared/protocol/committees.ts';
import type { Merge, MergeView, PreviewBlock } from '#shared/protocol/merges.ts';
import type { Report } from '#shared/protocol/reports.ts';
import type { Submission } from '#shared/protocol/sections.ts';
import type { Me } from '#shared/protocol/session.ts';
import { idOf } from '#shared/model/ids.ts';
import type { PartAction } from '#shared/model/right.ts';

/** A section of the founding example on its way into the report: six changes and one conflict. */

const AT = Date.UTC(2026, 3, 18, 2, 41);

export const me: Me = {
  id: idOf('huong'),
  login: 'huong',
  name: 'Lê Thu Hương',
  admin: false,
  demo: true,
  committees: [{ id: idOf('c1'), title: 'Tiểu ban Văn kiện', roles: ['bureau'] }],
};

export const committee: Committee = {
  id: idOf('c1'),
  title: 'Tiểu ban Văn kiện',
  organisationId: idOf('o1'),
  organisation: 'Đảng bộ phường Ngọc Lâm',
  congress: 'Đại hội đại biểu lần thứ XXIII',
  term: '2020 - 2025',
  people: [
    { id: idOf('huong'), login: 'huong', name: 'Lê Thu Hương', roles: ['bureau'] },
    { id: idOf('tung'), login: 'tung', name: 'Đỗ Thanh Tùng', roles: ['member'] },
  ],
  reports: [{ id: idOf('r1'), title: 'Báo cáo chính trị' }],
  rights: ['see', 'manage', 'createReport'],
};

export const BUREAU_RIGHTS: readonly PartAction[] = [
  'see',
  'read',
  'comment',
  'edit',
  'stageMerge',
  'applyMerge',
  'revertMerge',
];
export const HELPER_RIGHTS: readonly PartAction[] = ['see', 'read', 'comment', 'suggest', 'stageMerge'];

export function reportFor(rights: readonly PartAction[]): Report {
  return {
    id: idOf('r1'),
    committeeId: idOf('c1'),
    title: 'Báo cáo chính trị',
    documentTitle: 'BÁO CÁO CHÍNH TRỊ',
    subject: 'trình Đại hội đại biểu Đảng bộ phường lần thứ XXIII',
    profile: 'dang-hd36-2018',
    outline: [],
    parts: [
      {
        id: idOf('p2'),
        label: 'II.',
        title: 'Kết quả đạt được',
        documentId: idOf('d2'),
        sectionIds: [idOf('s2')],
        words: 3_240,
        openThreads: 2,
        incoming: [
          {
            submissionId: idOf('u3'),
            sectionId: idOf('s2'),
            versionId: idOf('v3'),
            title: '2. Quản lý đô thị, môi trường',
            receivedAt: AT,
            again: true,
          },
        ],
        rights: [...rights],
      },
    ],
    outlineVersion: null,
    drafts: [{ id: idOf('n1'), number: 1, note: 'Gửi các chi bộ', by: idOf('huong'), at: AT }],
    rights: ['see', 'seeMerges', 'export', 'exportDraft', 'freeze'],
  };
}

export const submissions: readonly Submission[] = [3, 2, 1].map((number) => ({
  id: idOf(`u${String(number)}`),
  sectionId: idOf('s2'),
  versionId: idOf(`v${String(number)}`),
  state: 'received',
  note: '',
  by: idOf('tung'),
  at: AT,
  decidedBy: idOf('huong'),
  decidedAt: AT,
  reason: '',
}));

const CONFLICT = {
  base: 'Xử lý 130 vụ vi phạm về trật tự xây dựng.',
  ours: 'Xử lý 137 vụ vi phạm, không để phát sinh điểm nóng về trật tự xây dựng.',
  theirs: 'Xử lý 141 vụ vi phạm (năm 2019 còn 26 vụ), trong đó cưỡng chế 12 vụ.',
};
const PERMITS = {
  before: 'Công khai quy hoạch; tỷ lệ công trình có phép đạt trên 90%.',
  after: 'Công khai quy hoạch; tỷ lệ công trình có phép đạt 98,6%.',
};
const CLEANING = {
  before: '100% rác thải sinh hoạt; trồng mới 1.350 cây bóng mát, cải tạo 4 vườn hoa.',
  after: 'Thu gom, vận chuyển trong ngày 100% rác thải sinh hoạt; trồng mới 1.350 cây bóng mát, cải tạo 4 vườn hoa.',
};
const ADDED = 'Cấp 486 giấy phép xây dựng, bằng 97,2% số hồ sơ hợp lệ.';
const REMOVED = 'Tuy nhiên, ý thức của một số hộ dân chưa cao.';
const MOVED = 'Cuộc vận động “Tuyến phố không rác” được triển khai tại 21/21 tổ dân phố, với 4.860 hộ ký cam kết.';
const SPELT = { before: 'Duy trì xoá bỏ 9 chân rác tự phát.', after: 'Duy trì xóa bỏ 9 chân rác tự phát.' };
const HEADING = '2. Quản lý đô thị, trật tự xây dựng, môi trường';

function block(id: string, text: string, mark: PreviewBlock['mark'], entryId: string | null): PreviewBlock {
  return { blockId: idOf(id), type: 'paragraph', level: id === 'h' ? 1 : 0, label: '', text, entryId, mark };
}

export const merge: Merge = {
  id: idOf('m1'),
  partId: idOf('p2'),
  reportId: idOf('r1'),
  sectionId: idOf('s2'),
  submissionId: idOf('u3'),
  state: 'staged',
  changes: [
    { id: 'insert:b1', kind: 'insert', blockId: idOf('b1'), before: '', after: ADDED },
    { id: 'replace:b2', kind: 'replace', blockId: idOf('b2'), ...PERMITS },
    { id: 'delete:b3', kind: 'delete', blockId: idOf('b3'), before: REMOVED, after: '' },
    { id: 'replace:b5', kind: 'replace', blockId: idOf('b5'), ...CLEANING },
    { id: 'move:b6', kind: 'move', blockId: idOf('b6'), before: MOVED, after: MOVED },
    { id: 'replace:b7', kind: 'replace', blockId: idOf('b7'), ...SPELT },
  ],
  conflicts: [{ id: 'conflict:b4', blockId: idOf('b4'), ...CONFLICT }],
  by: idOf('huong'),
  at: AT,
  appliedBy: null,
  appliedAt: null,
};

export const mergeView: MergeView = {
  ...merge,
  sectionTitle: '2. Quản lý đô thị, môi trường',
  partTitle: 'II. Kết quả đạt được',
  part: [
    block('h', HEADING, 'same', null),
    block('b1', ADDED, 'inserted', 'insert:b1'),
    block('b2', PERMITS.after, 'replaced', 'replace:b2'),
    block('b3', REMOVED, 'deleted', 'delete:b3'),
    block('b4', CONFLICT.ours, 'conflict', 'conflict:b4'),
    block('b5', CLEANING.after, 'replaced', 'replace:b5'),
    block('b6', MOVED, 'moved', 'move:b6'),
    block('b7', SPELT.after, 'replaced', 'replace:b7'),
  ],
  section: [
    block('h', HEADING, 'same', null),
    block('b1', ADDED, 'inserted', 'insert:b1'),
    block('b2', PERMITS.after, 'replaced', 'replace:b2'),
    block('b4', CONFLICT.theirs, 'conflict', 'conflict:b4'),
    block('b5', CLEANING.after, 'replaced', 'replace:b5'),
    block('b6', MOVED, 'moved', 'move:b6'),
    block('b7', SPELT.after, 'replaced', 'replace:b7'),
  ],
  submittedBy: idOf('tung'),
  submittedAt: AT,
  decisions: {},
  refused: [],
};
