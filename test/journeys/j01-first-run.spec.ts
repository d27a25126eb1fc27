import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const PASSWORD = 'Sông Đuống chảy qua phường';
/**
 * As it lies on the clipboard of Excel: a login that the installer has, one that cannot be typed, a role that nobody knows, a missing name,
 * and the installer.
 */
const LIST = [
  'TT\tHọ và tên\tChức vụ\tVai trò\tTên đăng nhập',
  '1\tNguyễn Thị Minh Hà\tBí thư Đảng ủy\tTrưởng tiểu ban\t',
  '2\tTrần Quốc Bảo\tPhó Bí thư Thường trực\tThường trực\t',
  '3\tLê Thu Hương\tPhó Chủ tịch HĐND\tThành viên\ttungdt',
  '4\tPhạm Đức Anh\tCông chức văn phòng\tTổ giúp việc\tPhạm Anh',
  '5\tHoàng Văn Dũng\tPhó Chủ tịch UBND\tPhó ban\t',
  '6\t\tCông chức địa chính\tThành viên\t',
  '7\tĐỗ Thanh Tùng\tChánh Văn phòng\tThường trực\t',
].join('\r\n');

test('an office sets itself up from the printed link, and its people come in by code and by link', async () => {
  const journey = await openJourney({ DEMO: '0' });
  try {
    const installer = await makeAccount(journey);
    await nameOrganisation(journey, installer);
    await makeCommittee(journey, installer);
    await comeInByCode(journey, installer);
    await comeInByLink(journey, installer);
    await makeReport(journey, installer);

    const late = await journey.openAnonymous(printedLink(journey));
    await late.getByRole('heading', { name: 'Máy chủ này đã có tài khoản đầu tiên' }).waitFor();
    await look(journey, late, '01-done-before');
    expect(journey.complaints).toEqual([]);
  } finally {
    await journey.close();
  }
}, 180_000);

test('a sample committee is one press away, with a bar to act as each person', async () => {
  const journey = await openJourney({ DEMO: '0' });
  try {
    const page = await journey.openAnonymous(printedLink(journey));

    await page.getByRole('button', { name: 'Xem thử với tiểu ban mẫu' }).click();

    await page.getByText('Bản dùng thử').waitFor({ timeout: 90_000 });
    await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
    const again = await journey.openAnonymous(printedLink(journey));
    await again.getByRole('heading', { name: 'Tài khoản của người cài đặt' }).waitFor();
    expect(journey.complaints).toEqual([]);
  } finally {
    await journey.close();
  }
}, 180_000);

/** The address that the start of the server prints. */
function printedLink(journey: Journey): string {
  const link = /http:\/\/\S+\/thiet-lap#\S+/.exec(journey.server.logs())?.[0];
  if (link === undefined) throw new Error(`No link was printed: ${journey.server.logs()}`);
  return link.replace(journey.server.url, '');
}

async function look(journey: Journey, page: Page, name: string): Promise<void> {
  await journey.screenshot(page, name);
  expect(await findBarriers(page)).toEqual([]);
}

async function lookOnPhone(journey: Journey, page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize(PHONE.viewport);
  await look(journey, page, name);
  if (size !== null) await page.setViewportSize(size);
}

/** Goes on with the Tab key until it is on what has this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const names: string[] = [];
  while (names.length < 60) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const on = document.activeElement;
      const label = on instanceof HTMLInputElement ? on.labels?.[0]?.textContent : undefined;
      return label ?? on?.getAttribute('aria-label') ?? on?.textContent ?? '';
    });
    if (found.startsWith(name)) return;
    names.push(found);
  }
  throw new Error(`No key leads to ${name}, only to ${names.join(', ')}`);
}

async function pressOn(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** By keys alone. */
async function makeAccount(journey: Journey): Promise<Page> {
  const page = await journey.openAnonymous(printedLink(journey));
  await page.getByRole('heading', { name: 'Tài khoản của người cài đặt' }).waitFor();
  await typeInto(page, 'Họ và tên', 'Đỗ Thanh Tùng');
  await typeInto(page, 'Chức vụ', 'Chánh Văn phòng');
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('tungdt');
  await typeInto(page, 'Mật khẩu mới', 'matkhau12345');
  await typeInto(page, 'Gõ lại mật khẩu', 'matkhau12345');
  await page.keyboard.press('Enter');
  await page.getByText('Mật khẩu này nhiều người dùng').waitFor();
  await look(journey, page, '01-account-refused');
  await lookOnPhone(journey, page, '01-phone-account');

  await page.getByLabel('Tên đăng nhập').focus();
  await typeInto(page, 'Mật khẩu mới', PASSWORD);
  await typeInto(page, 'Gõ lại mật khẩu', PASSWORD);
  await pressOn(page, 'Tạo tài khoản và tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Tổ chức và thể thức' }).waitFor();
  return page;
}

/** By keys alone; it is left before it is saved, and gone on with from Home. */
async function nameOrganisation(journey: Journey, page: Page): Promise<void> {
  await look(journey, page, '01-organisation');
  await lookOnPhone(journey, page, '01-phone-organisation');
  await typeInto(page, 'Tên tổ chức', 'Đảng ủy phường Ngọc Lâm');
  await typeInto(page, 'Cơ quan cấp trên', 'Đảng bộ quận Long Biên');
  await page.goto(`${journey.server.url}/`);
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await look(journey, page, '01-reminder');
  await pressOn(page, 'Tiếp tục thiết lập');

  await page.getByRole('heading', { level: 1, name: 'Tổ chức và thể thức' }).waitFor();
  expect(await page.getByLabel('Tên tổ chức').inputValue()).toBe('Đảng ủy phường Ngọc Lâm');
  await pressOn(page, 'Lưu và tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Tiểu ban và người tham gia' }).waitFor();
}

async function makeCommittee(journey: Journey, page: Page): Promise<void> {
  await look(journey, page, '01-committee-empty');
  await page.getByLabel('Tên tiểu ban').fill('Tiểu ban Văn kiện Đại hội XXIII');
  await page.getByLabel('Nhiệm kỳ').fill('2020 - 2025');
  await page.getByLabel('Tiểu ban làm việc từ ngày').fill('2/3/2020');
  await page.getByRole('button', { name: 'Dán từ Excel' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), LIST);
  await page.keyboard.press('Control+v');
  await page.getByText('3 người đọc được').waitFor();
  await page.getByText('Dòng “Đỗ Thanh Tùng” là bạn').waitFor();
  await look(journey, page, '01-committee-pasted');
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await page.getByText('Còn 3 dòng cần sửa').waitFor();

  await page.reload();
  await page.getByRole('button', { name: 'Vai trò, dòng 5: Chọn vai trò' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Thành viên' }).press('Enter');
  await page.keyboard.press('Escape');
  await page.getByLabel('Họ và tên, dòng 6').fill('Vũ Thị Lan');
  await page.getByLabel('Tên đăng nhập, dòng 4').fill('phamanh');
  await page.getByText('6 người đọc được').waitFor();
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await page.getByText('Tên đăng nhập này đã có người dùng.').waitFor();
  await look(journey, page, '01-committee-taken');
  await lookOnPhone(journey, page, '01-phone-committee');
  await page.getByLabel('Tên đăng nhập, dòng 3').fill('');
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();

  await page.getByRole('heading', { level: 1, name: 'Báo cáo từ mẫu' }).waitFor();
  await page.getByText('Tiểu ban Văn kiện Đại hội XXIII · 7 người').waitFor();
}

/** A phone in the room chooses its name, and the inviter's Enter lets it in. */
async function comeInByCode(journey: Journey, installer: Page): Promise<void> {
  await installer.getByRole('button', { name: 'Tạo mã cho cuộc họp' }).click();
  const address = await installer.getByLabel('Đường dẫn vào cuộc họp').inputValue();
  await look(journey, installer, '01-meeting-code');
  await lookOnPhone(journey, installer, '01-phone-report');
  await installer.getByRole('button', { name: 'Chiếu toàn màn hình' }).click();
  await look(journey, installer, '01-projected');
  const member = await journey.openAnonymous(address.replace(journey.server.url, ''), PHONE);
  await member.getByLabel('Tìm tên').fill('hoang van');
  await look(journey, member, '01-phone-names');
  await member.getByRole('button', { name: /Hoàng Văn Dũng/ }).click();
  await member.getByRole('button', { name: 'Đúng, tôi là Hoàng Văn Dũng' }).click();
  await member.getByRole('heading', { name: 'Chờ xác nhận' }).waitFor();
  await look(journey, member, '01-phone-waiting');

  await installer.getByText('Hoàng Văn Dũng').waitFor();
  await look(journey, installer, '01-projected-claim');
  await installer.keyboard.press('Enter');
  await installer.getByText('Đã xác nhận Hoàng Văn Dũng.').waitFor();

  await member.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await member.getByLabel('Gõ lại mật khẩu').fill(PASSWORD);
  await look(journey, member, '01-phone-password');
  await member.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await member.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await installer.keyboard.press('Escape');
}

/** By keys alone; the link is good once. */
async function comeInByLink(journey: Journey, installer: Page): Promise<void> {
  // Without who has just come in by the code.
  await installer.getByRole('button', { name: /^Tạo đường dẫn riêng cho từng người \(5 người\)/ }).click();
  const address = await installer.getByLabel('Đường dẫn của Trần Quốc Bảo').inputValue();
  await look(journey, installer, '01-sheet');
  const path = address.replace(journey.server.url, '');
  const bureau = await journey.openAnonymous(path);
  await bureau.getByText('Bạn được mời vào Tiểu ban Văn kiện Đại hội XXIII').waitFor();
  await look(journey, bureau, '01-invited');
  await typeInto(bureau, 'Mật khẩu mới', PASSWORD);
  await typeInto(bureau, 'Gõ lại mật khẩu', PASSWORD);
  await pressOn(bureau, 'Đặt mật khẩu và vào');
  await bureau.getByRole('heading', { name: 'Việc của tôi' }).waitFor();

  const late = await journey.openAnonymous(path);
  await late.getByRole('heading', { name: 'Đường dẫn này đã dùng rồi' }).waitFor();
  await look(journey, late, '01-link-used');
  await late.goto(`${journey.server.url}/moi#khong-co`);
  await late.getByRole('heading', { name: 'Không có đường dẫn này' }).waitFor();
  await look(journey, late, '01-link-unknown');
  await installer.getByRole('button', { name: 'Đã gửi xong, đóng' }).click();
}

async function makeReport(journey: Journey, page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^Báo cáo kiểm điểm/ }).check();
  await page.getByLabel('Trích yếu').fill('kiểm điểm của Ban Chấp hành Đảng bộ phường khóa XXII');
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
  await page.getByRole('heading', { name: 'Đã thiết lập xong' }).waitFor();
  await look(journey, page, '01-finished');
  await page.getByRole('link', { name: 'Mở báo cáo' }).click();
  await page.getByRole('link', { name: /^Đề cương/ }).waitFor();
}
