import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({ DEMO: '0' });
});
afterAll(async () => {
  await journey.close();
});

const PHONE = { viewport: { width: 390, height: 844 } };
const PASSWORD = 'Sông Đuống chảy qua phường';
/** As it lies on the clipboard of Excel: a role that nobody knows, a missing name, a login that cannot be typed, and the installer. */
const LIST = [
  'TT\tHọ và tên\tChức vụ\tVai trò\tTên đăng nhập',
  '1\tNguyễn Thị Minh Hà\tBí thư Đảng ủy\tTrưởng tiểu ban\t',
  '2\tTrần Quốc Bảo\tPhó Bí thư Thường trực\tThường trực\t',
  '3\tLê Thu Hương\tPhó Chủ tịch HĐND\tThành viên\t',
  '4\tPhạm Đức Anh\tCông chức văn phòng\tTổ giúp việc\tPhạm Anh',
  '5\tHoàng Văn Dũng\tPhó Chủ tịch UBND\tPhó ban\t',
  '6\t\tCông chức địa chính\tThành viên\t',
  '7\tĐỗ Thanh Tùng\tChánh Văn phòng\tThường trực\t',
].join('\r\n');

/** The address that the start of the server prints. */
function printedLink(): string {
  const link = /http:\/\/\S+\/thiet-lap\/\S+/.exec(journey.server.logs())?.[0];
  if (link === undefined) throw new Error(`No link was printed: ${journey.server.logs()}`);
  return link.replace(journey.server.url, '');
}

async function look(page: Page, name: string): Promise<void> {
  await journey.screenshot(page, name);
  expect(await findBarriers(page)).toEqual([]);
}

async function lookOnPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE.viewport);
  await look(page, name);
  await page.setViewportSize({ width: 1366, height: 768 });
}

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
}

let installer: Page;

test('the printed link makes the first account', async () => {
  installer = await journey.openAnonymous(printedLink());
  await installer.getByLabel('Họ và tên').fill('Đỗ Thanh Tùng');
  await look(installer, '01-account');
  await installer.getByLabel('Chức vụ').fill('Chánh Văn phòng');
  expect(await installer.getByLabel('Tên đăng nhập').inputValue()).toBe('tungdt');
  await installer.getByLabel('Mật khẩu mới').fill('matkhau123');
  await installer.getByLabel('Gõ lại mật khẩu').fill('matkhau123');
  await installer.getByRole('button', { name: 'Tạo tài khoản và tiếp tục' }).click();
  await installer.getByText('Mật khẩu này nhiều người dùng').waitFor();
  await look(installer, '01-account-refused');

  await installer.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await installer.getByLabel('Gõ lại mật khẩu').fill(PASSWORD);
  await installer.getByRole('button', { name: 'Tạo tài khoản và tiếp tục' }).click();

  await installer.getByRole('heading', { name: 'Tổ chức và thể thức' }).waitFor();
  await look(installer, '01-organisation');
});

test('the three steps are gone through with a pasted list, and what is wrong with it is put right on its line', async () => {
  await installer.getByLabel('Tên tổ chức').fill('Đảng ủy phường Ngọc Lâm');
  await installer.getByLabel('Cơ quan cấp trên').fill('Đảng bộ quận Long Biên');
  await installer.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await installer.getByRole('heading', { level: 1, name: 'Tiểu ban và người tham gia' }).waitFor();
  await look(installer, '01-committee-empty');
  await installer.getByLabel('Tên tiểu ban').fill('Tiểu ban Văn kiện Đại hội XXIII');
  await installer.getByLabel('Nhiệm kỳ').fill('2020 - 2025');
  await installer.getByLabel('Tiểu ban làm việc từ ngày').fill('2/3/2020');
  await installer.getByRole('button', { name: 'Dán từ Excel' }).click();
  await paste(installer, LIST);
  await installer.getByText('3 người đọc được').waitFor();
  await installer.getByText('Dòng “Đỗ Thanh Tùng” là bạn').waitFor();
  await look(installer, '01-committee-pasted');
  await installer.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await installer.getByText('Còn 3 dòng cần sửa').waitFor();

  await installer.reload();
  await installer.getByRole('button', { name: 'Vai trò, dòng 5: Chọn vai trò' }).click();
  await installer.getByRole('menuitemcheckbox', { name: 'Thành viên' }).click();
  await installer.keyboard.press('Escape');
  await installer.getByLabel('Họ và tên, dòng 6').fill('Vũ Thị Lan');
  await installer.getByLabel('Tên đăng nhập, dòng 4').fill('phamanh');
  await installer.getByText('6 người đọc được').waitFor();
  await look(installer, '01-committee-good');
  await lookOnPhone(installer, '01-phone-committee');
  await installer.getByRole('button', { name: 'Lưu và tiếp tục' }).click();

  await installer.getByRole('heading', { level: 1, name: 'Báo cáo từ mẫu' }).waitFor();
  await look(installer, '01-report');
  await lookOnPhone(installer, '01-phone-report');
});

test('a room comes in by one code: a name is chosen, the inviter confirms it by a key', async () => {
  await installer.getByRole('button', { name: 'Tạo mã cho cuộc họp' }).click();
  const address = await installer.getByLabel('Đường dẫn vào cuộc họp').inputValue();
  await look(installer, '01-meeting-code');
  await installer.getByRole('button', { name: 'Chiếu toàn màn hình' }).click();
  await look(installer, '01-projected');
  const member = await journey.openAnonymous(address.replace(journey.server.url, ''), PHONE);
  await member.getByLabel('Tìm tên').fill('hoang van');
  await look(member, '01-phone-names');
  await member.getByRole('button', { name: /Hoàng Văn Dũng/ }).click();
  await member.getByRole('button', { name: 'Đúng, tôi là Hoàng Văn Dũng' }).click();
  await member.getByRole('heading', { name: 'Chờ xác nhận' }).waitFor();
  await look(member, '01-phone-waiting');

  await installer.getByText('Hoàng Văn Dũng').waitFor();
  await look(installer, '01-projected-claim');
  await installer.keyboard.press('Enter');
  await installer.getByText('Đã xác nhận Hoàng Văn Dũng.').waitFor();

  await member.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await member.getByLabel('Gõ lại mật khẩu').fill(PASSWORD);
  await look(member, '01-phone-password');
  await member.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await member.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await installer.keyboard.press('Escape');
});

test('a personal link lets one person in once', async () => {
  await installer.getByRole('button', { name: /^Tạo đường dẫn riêng cho từng người/ }).click();
  const address = await installer.getByLabel('Đường dẫn của Trần Quốc Bảo').inputValue();
  await look(installer, '01-sheet');
  const path = address.replace(journey.server.url, '');
  const bureau = await journey.openAnonymous(path);
  await bureau.getByText('Bạn được mời vào Tiểu ban Văn kiện Đại hội XXIII').waitFor();
  await look(bureau, '01-invited');
  await bureau.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await bureau.getByLabel('Gõ lại mật khẩu').fill(PASSWORD);
  await bureau.keyboard.press('Enter');
  await bureau.getByRole('heading', { name: 'Việc của tôi' }).waitFor();

  const late = await journey.openAnonymous(path);
  await late.getByRole('heading', { name: 'Đường dẫn này đã dùng rồi' }).waitFor();
  await look(late, '01-link-used');
  await late.goto(`${journey.server.url}/moi/khong-co`);
  await late.getByRole('heading', { name: 'Không có đường dẫn này' }).waitFor();
  await look(late, '01-link-unknown');
  await installer.getByRole('button', { name: 'Đã gửi xong, đóng' }).click();
});

test('the report is made from a template, and the set-up is over', async () => {
  await installer.getByRole('radio', { name: /^Báo cáo kiểm điểm/ }).check();
  await installer.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await installer.getByRole('heading', { name: 'Đã thiết lập xong' }).waitFor();
  await look(installer, '01-finished');
  await installer.getByRole('link', { name: 'Mở báo cáo' }).click();
  await installer.getByRole('link', { name: /^Đề cương/ }).waitFor();

  const late = await journey.openAnonymous(printedLink());
  await late.getByRole('heading', { name: 'Máy chủ này đã có tài khoản đầu tiên' }).waitFor();
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});
