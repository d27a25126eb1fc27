/**
 * What the launch scripts say, in both languages, because they run before the packages and the messages exist.
 * Everything goes to stderr: stdout belongs to the server's log and to what a command prints.
 */

export const LINES = {
  oldNode: (/** @type {string} */ found, /** @type {string} */ needed) =>
    `Cần Node ${needed} trở lên, máy này có ${found}. · Node ${needed} or newer is needed, this is ${found}.`,
  installing: 'Đang cài các gói phần mềm đã khóa phiên bản… · Installing the locked packages…',
  building: 'Đang dựng chương trình… · Building…',
  waiting: 'Một lệnh khác đang cài hoặc dựng, xin chờ… · Another command is installing or building, waiting…',
  waitedTooLong: (/** @type {string} */ file) =>
    `Lệnh khác cài hoặc dựng quá lâu; nếu không còn chạy, hãy xóa ${file}. · Another command has been installing or building for too long; if it is gone, delete ${file}.`,
  serverAnswers: (/** @type {string} */ dataDir) =>
    `Danh sách gói đã đổi, nhưng máy chủ của thư mục này đang chạy (dữ liệu: ${dataDir}). Hãy dừng máy chủ rồi chạy lại. · The package list changed, but a server of this folder is running (data: ${dataDir}). Stop it and try again.`,
  installFailed: (/** @type {number | string} */ code) =>
    `Cài gói không xong (npm ci: ${code}). · The packages could not be installed (npm ci: ${code}).`,
  buildFailed: (/** @type {number | string} */ code) =>
    `Dựng chương trình không xong (mã ${code}). · The build failed (code ${code}).`,
  stopTooSlow: 'Máy chủ không dừng kịp, thoát ngay. · The server did not stop in time, leaving now.',
};

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Ends a command that cannot go on with its one line; the stack only for who asked for it.
 * @param {unknown} error
 * @returns {never}
 */
export function leave(error) {
  const debug = ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '');
  if (!(error instanceof Error)) say(String(error));
  else say(debug ? (error.stack ?? error.message) : error.message);
  process.exit(1);
}
