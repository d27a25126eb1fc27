import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openJourney, type Journey } from '#test/world/journey.ts';

/** An office after its first run: who administers makes a committee, its chair lets people in, and everyone keeps their own account. */

let journey: Journey;
let admin: Page;
let chair: Page;
let member: Page;
beforeAll(async () => {
  journey = await openJourney({ DEMO: '0' });
});
afterAll(async () => {
  await journey.close();
});

const PASSWORD = 'Sông Đuống chảy qua phường';
const OTHER = 'Cầu Long Biên mùa nước nổi';
const LIST = ['Trần Quốc Bảo\tPhó Bí thư\tThường trực', 'Lê Thu Hương\tPhó Chủ tịch HĐND\tThành viên'].join('\r\n');

test('who administers makes an organisation and a committee, and invites its chair', async () => {
  admin = await openAsInstaller();
  await admin.getByRole('link', { name: 'Tài khoản và tiểu ban' }).click();
  await admin.getByRole('link', { name: 'Tiểu ban', exact: true }).click();
  await admin.getByRole('button', { name: 'Thêm tổ chức' }).click();
  const organisation = admin.getByRole('dialog');
  await organisation.getByLabel(/^Tên tổ chức/).fill('Đảng ủy phường Ngọc Lâm');
  await look(admin, 'admin-organisation');
  await organisation.getByRole('button', { name: 'Thêm tổ chức' }).click();
  await admin.getByRole('heading', { name: 'Đảng ủy phường Ngọc Lâm' }).waitFor();

  await admin.getByRole('button', { name: 'Lập tiểu ban' }).click();
  const committee = admin.getByRole('dialog');
  await committee.getByLabel('Tên tiểu ban').fill('Tiểu ban Văn kiện');
  await committee.getByLabel('Họ và tên').fill('Nguyễn Thị Minh Hà');
  await look(admin, 'admin-committee');
  await committee.getByRole('button', { name: 'Lập tiểu ban' }).click();

  await admin.getByRole('heading', { name: 'Người và cài đặt' }).waitFor();
  await look(admin, 'people-chair-outside');
  chair = await comeIn(admin, 'Nguyễn Thị Minh Hà');
});

test('the chair sees who gave them their role, and who administers stands outside from then on', async () => {
  await chair.getByRole('link', { name: 'Người và cài đặt' }).click();
  await chair.getByRole('link', { name: 'Ai trao vai trò' }).click();
  await chair.getByText('Nguyễn Thị Minh Hà: Trưởng tiểu ban').waitFor();
  await chair.getByText(/^Đỗ Thanh Tùng, /).waitFor();
  await look(chair, 'people-changes');

  await admin.reload();
  await admin.getByRole('heading', { name: 'Không mở được trang này' }).waitFor();
});

test('the chair adds people from a pasted list and lets one in', async () => {
  await chair.getByRole('link', { name: 'Người', exact: true }).click();
  await chair.getByRole('button', { name: 'Thêm người' }).click();
  await chair.getByRole('dialog').getByLabel('Họ và tên, dòng 1').click();
  await paste(chair, LIST);
  await chair.getByText('2 người đọc được').waitFor();
  await look(chair, 'people-add');
  await chair.getByRole('button', { name: 'Thêm 2 người' }).click();

  await chair.getByText('2 người chưa vào được').waitFor();
  await look(chair, 'people-waiting');
  await lookOnPhone(chair, 'people-waiting-phone');
  member = await comeIn(chair, 'Lê Thu Hương');
  await chair.getByRole('row', { name: /Lê Thu Hương.*Đã vào/ }).waitFor();
});

test('a changed password and an ended session put another device out, a personal token works until it is revoked', async () => {
  const phone = await signIn('huonglt', PASSWORD);
  await member.goto(`${journey.server.url}/account`);
  await member.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).waitFor();
  await look(member, 'account');
  await lookOnPhone(member, 'account-phone');
  await member.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
  await member.getByLabel('Mật khẩu mới').fill(OTHER);
  await member.getByLabel('Gõ lại mật khẩu').fill(OTHER);
  await member.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await member.getByText('Đã đổi mật khẩu.').waitFor();
  await phone.reload();
  await phone.getByRole('button', { name: 'Đăng nhập' }).waitFor();

  await member.getByLabel('Mã dùng cho việc gì').fill('Báo cáo tuần');
  await member.getByRole('button', { name: 'Tạo mã' }).click();
  const token = await member.getByLabel('Mã “Báo cáo tuần”').inputValue();
  expect(await statusWith(token)).toBe(200);
  await look(member, 'account-token');
  await member.getByRole('button', { name: 'Tôi đã chép' }).click();
  await member.getByRole('button', { name: 'Thu hồi mã Báo cáo tuần' }).click();
  await member.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await member.getByText('Chưa có mã nào.').waitFor();
  expect(await statusWith(token)).toBe(401);
});

test('a deactivated account is put out at once, and is let in again by a new link', async () => {
  await admin.goto(`${journey.server.url}/admin/people`);
  await admin.getByRole('searchbox').fill('huong');
  await admin.getByRole('row', { name: /Đỗ Thanh Tùng/ }).waitFor({ state: 'detached' });
  await look(admin, 'admin-accounts');
  await lookOnPhone(admin, 'admin-accounts-phone');
  await chooseFor(admin, 'Lê Thu Hương', 'Ngừng tài khoản');
  await admin.getByRole('dialog').getByRole('button', { name: 'Ngừng tài khoản' }).click();
  await admin.getByRole('row', { name: /Lê Thu Hương.*Đã ngừng/ }).waitFor();
  await member.getByRole('link', { name: 'Việc của tôi' }).click();
  await member.getByRole('button', { name: 'Đăng nhập' }).waitFor();

  await chooseFor(admin, 'Lê Thu Hương', 'Mở lại tài khoản');
  await admin.getByRole('row', { name: /Lê Thu Hương.*Đã vào/ }).waitFor();
  await chooseFor(admin, 'Lê Thu Hương', 'Tạo đường dẫn đặt mật khẩu');
  await admin.getByRole('button', { name: 'Tạo đường dẫn' }).click();
  const address = await admin.getByRole('dialog').getByLabel('Đường dẫn', { exact: true }).inputValue();
  await look(admin, 'admin-reset');
  const again = await openLink(address);
  await again.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
});

test('the screens complained of nothing', () => {
  expect(journey.complaints).toEqual([]);
});

/** The first account, made with the link that the start of the server printed. */
async function openAsInstaller(): Promise<Page> {
  const secret = /\/thiet-lap#(\S+)/.exec(journey.server.logs())?.[1];
  const page = await journey.openAnonymous('/sign-in');
  const answer = await page.request.post(`${journey.server.url}/api/set-up`, {
    headers: { origin: journey.server.url },
    data: { secret, login: 'tungdt', name: 'Đỗ Thanh Tùng', title: 'Chánh Văn phòng', password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  await page.goto(`${journey.server.url}/`);
  return page;
}

/** Invites a person from the list of people, and opens their link in a window of their own. */
async function comeIn(inviter: Page, name: string): Promise<Page> {
  await inviter.getByRole('button', { name: `Mời ${name}` }).click();
  const address = await inviter.getByLabel(`Đường dẫn của ${name}`).inputValue();
  await inviter.getByRole('button', { name: 'Đã gửi xong, đóng' }).click();
  return openLink(address);
}

async function openLink(address: string): Promise<Page> {
  const page = await journey.openAnonymous(address.replace(journey.server.url, ''));
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  return page;
}

async function signIn(login: string, password: string): Promise<Page> {
  const page = await journey.openAnonymous('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  return page;
}

async function chooseFor(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Việc khác với ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function statusWith(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${journey.server.url}/api/me`, { headers })).status;
}

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
}

async function look(page: Page, name: string): Promise<void> {
  await journey.screenshot(page, name);
  expect(await findBarriers(page)).toEqual([]);
}

async function lookOnPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, name);
  await page.setViewportSize({ width: 1366, height: 768 });
}
