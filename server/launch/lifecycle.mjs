import { leave, LINES, say } from './lines.mjs';
import { watchParent } from './parent.mjs';

const sameSignalMs = 1000;
const stopWithinMs = 30_000;

/** @typedef {{ stop(): Promise<void>, address: string }} RunningServer */

/**
 * Starts a server and stops it cleanly on SIGTERM, SIGINT or the end of npm above. A terminal and npm both deliver
 * Ctrl+C: a second one within a second is the same; one that comes later, while stopping, leaves at once.
 * @param {() => Promise<RunningServer>} start
 * @returns {Promise<RunningServer>}
 */
export async function runUntilStopped(start) {
  let stoppingSince = 0;
  /** @type {() => void} */
  let askStop = () => undefined;
  const asked = new Promise((/** @type {(value: undefined) => void} */ settle) => {
    askStop = () => {
      if (stoppingSince === 0) stoppingSince = Date.now();
      else if (Date.now() - stoppingSince > sameSignalMs) process.exit(130);
      settle(undefined);
    };
  });
  for (const signal of stopSignals()) process.on(signal, askStop);
  await watchParent(askStop);
  const server = await start();
  void asked.then(() => stop(server)).catch(leave);
  return server;
}

/** Closing a console window is SIGHUP on Windows; elsewhere SIGHUP stays as it is, since `nohup` sets it to be ignored. */
function stopSignals() {
  return process.platform === 'win32'
    ? /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])
    : /** @type {const} */ (['SIGINT', 'SIGTERM']);
}

/** @param {RunningServer} server */
async function stop(server) {
  const late = setTimeout(() => {
    say(LINES.stopTooSlow);
    process.exit(1);
  }, stopWithinMs);
  late.unref();
  await server.stop();
  process.exit(0);
}
