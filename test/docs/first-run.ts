import type { Locator, Page } from 'playwright-core';
import type { Screens } from '#test/world/journey.ts';
import { pageOf, saved } from '#test/world/screens.ts';

/** A stretch of the way, and how long it took the one who went it. */
export interface Lap {
  readonly name: string;
  readonly seconds: number;
}

interface FirstRun {
  readonly screens: Pick<Screens, 'openAnonymous'>;
  /** Path of the link that the start printed. */
  readonly setUpPath: string;
  readonly keep: (page: Page, name: string) => Promise<void>;
  readonly keepWord: (file: string, name: string) => Promise<void>;
}

/** A person who types 200 letters a minute and needs a moment to see what to press. */
const LETTER_MS = 300;
const LOOK_MS = 1200;

const SECOND = 'Hoàng Văn Dũng';
const SECTION = 'Khái quát địa bàn và đảng bộ';

const LIST = [
  ['Họ và tên', 'Chức vụ', 'Vai trò'],
  ['Nguyễn Thị Minh Hà', 'Bí thư Đảng ủy', 'Trưởng tiểu ban'],
  ['Trần Quốc Bảo', 'Phó Bí thư Thường trực', 'Thường trực'],
  ['Hoàng Văn Dũng', 'Phó Chủ tịch UBND', 'Thành viên'],
  ['Đỗ Thanh Tùng', 'Công chức địa chính', 'Thành viên'],
  ['Bùi Kim Oanh', 'Phó Chủ tịch UBND', 'Thành viên'],
  ['Vũ Ngọc Lan', 'Văn phòng Đảng ủy', 'Văn phòng'],
];

/**
 * The way of a new office: the first account, the three steps, a second person who comes in by a link, both carets in one text, and the
 * Word file of the first draft. All by the screens, at the pace of a person.
 */
export async function walkFirstRun({ screens, setUpPath, keep, keepWord }: FirstRun): Promise<readonly Lap[]> {
  const laps: Lap[] = [];
  let from = performance.now();
  const lap = (name: string): void => {
    laps.push({ name, seconds: (performance.now() - from) / 1000 });
    from = performance.now();
  };
  // What only the pictures need is not the person's time.
  const show = async (page: Page, name: string): Promise<void> => {
    const before = performance.now();
    await keep(page, name);
    from += performance.now() - before;
  };

  const installer = await screens.openAnonymous(setUpPath, { permissions: ['clipboard-read', 'clipboard-write'] });
  await makeAccount(installer);
  lap('account');
  await fill(installer.getByLabel('Tên tổ chức, như in ở đầu văn bản'), 'Đảng ủy phường Ngọc Lâm');
  await fill(installer.getByLabel('Cơ quan cấp trên'), 'Đảng bộ quận Long Biên');
  await fill(installer.getByLabel('Địa danh'), 'Ngọc Lâm');
  await fill(installer.getByLabel('Chữ viết tắt trong số văn bản'), 'ĐU');
  await press(installer.getByRole('button', { name: 'Lưu và tiếp tục' }));
  lap('organisation');
  await makeCommittee(installer);
  await show(installer, 'set-up-people');
  await press(installer.getByRole('button', { name: 'Lưu và tiếp tục' }));
  lap('committee');
  await installer.getByLabel('Tên loại in đầu văn bản').waitFor();
  await fillPlace(installer.getByLabel('Trích yếu'), '{khóa}', 'XXII');
  await fillPlace(installer.getByLabel('Trích yếu'), '{lần}', 'XXIII');
  await press(installer.getByRole('button', { name: 'Lưu và tiếp tục' }));
  await installer.getByRole('link', { name: 'Mở báo cáo' }).waitFor();
  lap('report');
  await press(installer.getByRole('button', { name: /^Tạo đường dẫn riêng/ }));
  const link = installer.getByLabel(`Đường dẫn của ${SECOND}`);
  await link.waitFor();
  await show(installer, 'invite');
  const address = new URL(await link.inputValue());
  await press(installer.getByRole('button', { name: 'Đã gửi xong, đóng' }));
  await press(installer.getByRole('link', { name: 'Mở báo cáo' }));
  lap('invitation');
  await assign(installer);
  lap('assignment');
  const second = await screens.openAnonymous(address.pathname);
  await show(second, 'join');
  await comeIn(second);
  await press(second.getByRole('link', { name: /^Bắt đầu viết/ }));
  await saved(second).waitFor();
  lap('second person in');
  await press(installer.getByRole('link', { name: new RegExp(SECTION) }).first());
  await saved(installer).waitFor();
  await second.waitForTimeout(LOOK_MS);
  await pageOf(second).click();
  await second.keyboard.type('Phường', { delay: LETTER_MS });
  await pageOf(installer).getByText('Phường').waitFor();
  await pageOf(installer).getByText(SECOND).first().waitFor({ state: 'attached' });
  lap('second cursor');
  await second.keyboard.type(' Ngọc Lâm có 21 tổ dân phố, 6.120 hộ.', { delay: LETTER_MS });
  await saved(second).waitFor();
  lap('first paragraph');
  await handIn(second);
  lap('handed in');
  const file = await takeOver(installer);
  lap('draft and Word file');
  await keepWord(file, 'first-word');
  return laps;
}

async function comeIn(page: Page): Promise<void> {
  await fill(page.getByLabel('Mật khẩu mới'), 'cầu Long Biên xưa');
  await fill(page.getByLabel('Gõ lại mật khẩu'), 'cầu Long Biên xưa');
  await press(page.getByRole('button', { name: 'Đặt mật khẩu và vào' }));
}

async function handIn(page: Page): Promise<void> {
  await press(page.getByRole('button', { name: 'Nộp', exact: true }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Nộp', exact: true }));
  await page.getByText(/^Đã nộp lúc/).waitFor();
}

/** The bureau receives the section, merges it, freezes the first draft and gets its file. */
async function takeOver(page: Page): Promise<string> {
  await press(page.getByRole('button', { name: 'Nhận', exact: true }));
  await page.getByText(/^Đã nhận mục/).waitFor();
  await press(page.getByRole('link', { name: 'Về đề cương' }));
  await press(page.getByRole('link', { name: /^Báo cáo tổng hợp/ }));
  await press(page.getByRole('button', { name: 'Hợp nhất mọi mục đã nhận' }));
  await page.getByText(/^Đã hợp nhất 1 mục/).waitFor();
  await press(page.getByRole('button', { name: 'Chốt Dự thảo lần 1' }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Chốt dự thảo', exact: true }));
  await press(page.getByRole('button', { name: 'Xuất Word Dự thảo lần 1' }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page.getByRole('dialog').getByRole('button', { name: 'Xuất', exact: true })),
  ]);
  return download.path();
}

async function makeAccount(page: Page): Promise<void> {
  await fill(page.getByLabel('Họ và tên'), 'Trần Quốc Bảo');
  await fill(page.getByLabel('Mật khẩu mới'), 'hoa xoan cuối phố');
  await fill(page.getByLabel('Gõ lại mật khẩu'), 'hoa xoan cuối phố');
  await press(page.getByRole('button', { name: 'Tạo tài khoản và tiếp tục' }));
  await page.getByLabel('Tên tổ chức, như in ở đầu văn bản').waitFor();
}

async function makeCommittee(page: Page): Promise<void> {
  await fill(page.getByLabel('Tên tiểu ban'), 'Tiểu ban Văn kiện');
  await fill(page.getByRole('textbox', { name: 'Tiểu ban làm việc từ ngày' }), '26/3/2020');
  await page.evaluate((text) => navigator.clipboard.writeText(text), LIST.map((row) => row.join('\t')).join('\n'));
  await page.getByPlaceholder('Nhấn vào đây rồi Ctrl+V', { exact: false }).click();
  await page.waitForTimeout(LOOK_MS);
  await page.keyboard.press('Control+V');
  await page.getByText('Đã thêm 5 dòng.').first().waitFor();
}

async function assign(page: Page): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: SECTION });
  await row.hover();
  await press(row.getByRole('button', { name: /^Sửa và giao mục/ }));
  await fill(page.getByRole('combobox', { name: 'Chủ trì' }), 'dũng');
  await press(page.getByRole('option', { name: new RegExp(SECOND) }));
  await press(page.getByRole('button', { name: 'Lưu', exact: true }));
  await page.getByText(/^Đã lưu mục/).waitFor();
}

/** Words chosen in a field by a double click, and typed over. */
async function fillPlace(field: Locator, place: string, text: string): Promise<void> {
  await field.page().waitForTimeout(LOOK_MS);
  await field.evaluate((element, wanted) => {
    if (!(element instanceof HTMLTextAreaElement)) return;
    const at = element.value.indexOf(wanted);
    element.focus();
    element.setSelectionRange(at, at + wanted.length);
  }, place);
  await field.page().keyboard.type(text, { delay: LETTER_MS });
}

async function fill(field: Locator, text: string): Promise<void> {
  await field.waitFor();
  await field.page().waitForTimeout(LOOK_MS / 2);
  await field.click();
  await field.pressSequentially(text, { delay: LETTER_MS });
}

async function press(button: Locator): Promise<void> {
  await button.waitFor();
  await button.page().waitForTimeout(LOOK_MS);
  await button.click();
}
