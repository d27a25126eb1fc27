import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { budget } from '#test/world/budgets.ts';
import { gather, WAIT } from '#test/world/gathering.ts';

const here = gather();

describe('bad bytes close only their own connection', () => {
  const bad: readonly (readonly [string, number, Uint8Array | string])[] = [
    ['nothing', 4400, new Uint8Array()],
    ['an unknown type', 4400, Uint8Array.of(9)],
    ['a frame of ours', 4400, Uint8Array.of(64, 1)],
    ['text', 4400, 'hello'],
    ['a sync frame that ends early', 4400, Uint8Array.of(0, 2, 9, 1)],
    ['bytes after the end', 4400, Uint8Array.of(0, 2, 2, 0, 0, 7)],
    ['an update of nothing', 4400, Uint8Array.of(0, 2, 0)],
    ['an unknown kind of sync', 4400, Uint8Array.of(0, 7, 0)],
    ['a state vector of nonsense', 4400, Uint8Array.of(0, 0, 1, 200)],
    ['awareness of nonsense', 4400, Uint8Array.of(1, 2, 250, 1)],
    ['awareness that is no JSON', 4400, Uint8Array.of(1, 5, 1, 7, 1, 1, 65)],
    ['a number without end', 4400, new Uint8Array(40).fill(255)],
    ['many structs announced', 4400, Uint8Array.of(0, 2, 7, 255, 255, 255, 127, 1, 0, 0)],
    ['a frame too large', 4413, new Uint8Array(9 * 1024 * 1024)],
  ];

  test('while an honest pair types on', async () => {
    await here.open();
    const one = await here.join('lan', { ours: true });
    const other = await here.join('minh');
    const rows = await here.world.countRows();
    let typed = 0;

    for (const [name, code, bytes] of bad) {
      const socket = await here.openRaw('lan');
      const closed = new Promise<number>((settle) => socket.once('close', settle));
      socket.send(bytes);
      one.type('.');
      typed += 1;
      expect(await closed, name).toBe(code);
    }

    await vi.waitFor(() => expect(other.text()).toBe(`Mở đầu${'.'.repeat(typed)}`), WAIT);
    expect(one.closed()).toBeUndefined();
    expect(await here.world.countRows()).toBe(rows + typed);
  });

  test.each([
    ['an opcode that is none', [0x83, 0x80, 0, 0, 0, 0]],
    ['a compressed frame, which nobody agreed on', [0xc2, 0x81, 0, 0, 0, 0, 3]],
    ['a frame without a mask', [0x82, 0x01, 3]],
    ['a ping of 200 bytes', [0x89, 0xfe, 0, 200, 0, 0, 0, 0]],
    ['a length of many terabytes', [0x82, 0xff, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]],
    ['a continuation of nothing', [0x80, 0x80, 0, 0, 0, 0]],
  ])('below the message: %s', async (_name, bytes) => {
    await here.open();
    const one = await here.join('lan');
    const other = await here.join('minh');
    const { hostname, port } = new URL(here.world.url);
    const raw = connect(Number(port), hostname);
    const ended = new Promise<void>((settle) => raw.once('close', settle));
    const head = ['GET /sync/text HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade'];
    head.push(
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Cookie: session=session-lan',
    );
    raw.write(`${head.join('\r\n')}\r\n\r\n`);
    await new Promise((settle) => raw.once('data', settle));

    raw.write(Uint8Array.from(bytes));
    raw.resume();

    await ended;
    one.type(' vẫn');
    await vi.waitFor(() => expect(other.text()).toBe('Mở đầu vẫn'), WAIT);
    expect(here.world.sync.counts()['connections']).toBe(2);
  });

  test('mutated frames leave the text as the honest pair wrote it', async () => {
    await here.open();
    const one = await here.join('lan');
    const other = await here.join('minh');
    const rows = await here.world.countRows();
    let seed = 20;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    let socket = await here.openRaw('hoa');
    for (let count = 0; count < budget('rubbishFrames'); count += 1) {
      if (socket.readyState !== WebSocket.OPEN) socket = await here.openRaw('hoa');
      const bytes = Uint8Array.from({ length: random(60) }, () => random(256));
      if (bytes.length > 2) bytes.set([random(4), random(3), bytes.length - 3]);
      socket.send(bytes);
      if (count % 100 === 0) {
        one.type('.');
        await delay(1);
      }
    }
    socket.terminate();

    one.type(' xong');
    await vi.waitFor(() => expect(other.text()).toMatch(/^Mở đầu\.+ xong$/), WAIT);
    expect((await here.world.countRows()) - rows).toBeLessThanOrEqual(budget('rubbishFrames') / 100 + 1);
  });

  test('an update that leans on what never comes ends in a refusal', async () => {
    await here.open({ limits: { gapMs: 300 } });
    const far = new Y.Doc();
    far.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]);
    const between = Y.encodeStateVector(far);
    far.getXmlFragment('default').insert(0, [new Y.XmlElement('pageBreak')]);
    const late = Y.encodeStateAsUpdate(far, between);
    const socket = await here.openRaw('lan');
    const closed = new Promise<number>((settle) => socket.once('close', settle));

    socket.send(Uint8Array.of(0, 2, late.length, ...late));

    expect(await closed).toBe(4400);
    expect(await here.world.countRows()).toBe(1);
  });
});
