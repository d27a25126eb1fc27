import { openLiveWorld } from './live.ts';

/** A process to be killed: live texts over the store of a folder. It says its address, then lives until it is ended. */
const dataDir = process.env['DATA_DIR'];
if (dataDir === undefined) throw new Error('DATA_DIR is not set');
const world = await openLiveWorld({ dataDir, port: Number(process.env['PORT'] ?? '0') });
process.send?.({ url: world.url });
