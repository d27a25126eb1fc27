import { spawn } from 'node:child_process';
import { root } from './folder.mjs';

/**
 * Runs a program of Node to its end, its output on our stderr. It dies with us: a signal that we get goes on to it.
 * @param {readonly string[]} args what follows `node`
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number | string>} its exit code, or the signal that ended it
 */
export function runNode(args, env = process.env) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
    const settled = () => process.off('SIGTERM', stop).off('SIGINT', stop);
    child.once('error', (error) => {
      settled();
      fail(error);
    });
    child.once('exit', (code, signal) => {
      settled();
      settle(code ?? signal ?? 1);
    });
  });
}
