import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { WebSocketServer, type WebSocket as Socket } from 'ws';
import * as Y from 'yjs';
import type { ErrorCode } from '#shared/model/errors.ts';
import { encodeServerFrame, SUBPROTOCOL, type ServerFrame } from '#shared/protocol/frames.ts';

/** A server that speaks the frames and does with each sync frame what the test says. */
export interface SmallServer {
  readonly address: string;
  readonly doc: Y.Doc;
  /** What happens to a frame with something new: kept and settled, left unanswered, or refused. */
  mode: 'settle' | 'ignore' | 'refuse';
  /** Why it refuses. */
  refusal: ErrorCode;
  grade: string;
  lineage: string;
  send(frame: ServerFrame): void;
  /** Ends every connection, and refuses with this code from then on where one is given. */
  cut(close?: number, reason?: string): void;
  /** Admits connections again. */
  admit(): void;
  settleAll(): void;
  stop(): Promise<void>;
}

interface Peer {
  readonly socket: Socket;
  frames: number;
}

export async function startSmallServer(): Promise<SmallServer> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => SUBPROTOCOL });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const doc = new Y.Doc();
  const peers = new Set<Peer>();
  let refusal: { readonly close: number; readonly reason: string } | undefined;

  const send = (frame: ServerFrame, to: Iterable<Peer> = peers): void => {
    for (const peer of to) peer.socket.send(encodeServerFrame(frame));
  };
  const settle = (peer: Peer): void =>
    send({ kind: 'saved', frames: peer.frames, stateVector: Y.encodeStateVector(doc) }, [peer]);

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    for (const peer of peers) if (peer !== origin) peer.socket.send(sync(2, update));
  });

  sockets.on('connection', (socket) => {
    if (refusal !== undefined) {
      const encoder = createEncoder();
      writeVarUint(encoder, 2);
      writeVarUint(encoder, 0);
      writeVarString(encoder, refusal.reason);
      socket.send(toUint8Array(encoder));
      socket.close(refusal.close);
      return;
    }
    const peer: Peer = { socket, frames: 0 };
    peers.add(peer);
    socket.on('close', () => peers.delete(peer));
    send(
      {
        kind: 'hello',
        lineage: server.lineage,
        schemaVersion: 1,
        grade: server.grade,
        documentState: 'drafting',
        limits: {},
      },
      [peer],
    );
    socket.send(sync(0, Y.encodeStateVector(doc)));
    socket.on('message', (data: Buffer) => {
      const decoder = createDecoder(new Uint8Array(data));
      if (readVarUint(decoder) !== 0) return;
      const kind = readVarUint(decoder);
      const bytes = readVarUint8Array(decoder);
      if (kind === 0) {
        socket.send(sync(1, Y.encodeStateAsUpdate(doc, bytes)));
        return;
      }
      peer.frames += 1;
      if (server.mode === 'ignore') return;
      if (server.mode === 'refuse' && brings(doc, bytes)) {
        send({ kind: 'refused', frame: peer.frames, code: server.refusal, what: 'update' }, [peer]);
      } else Y.applyUpdate(doc, bytes, peer);
      settle(peer);
    });
  });

  const server: SmallServer = {
    address: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`,
    doc,
    mode: 'settle',
    refusal: 'forbidden',
    grade: 'edit',
    lineage: 'first',
    send,
    cut(close, reason = '') {
      refusal = close === undefined ? undefined : { close, reason };
      for (const peer of peers) peer.socket.terminate();
    },
    admit() {
      refusal = undefined;
    },
    settleAll() {
      for (const peer of peers) settle(peer);
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}

function brings(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeSnapshot(Y.snapshot(copy));
  Y.applyUpdate(copy, update);
  return Buffer.compare(before, Y.encodeSnapshot(Y.snapshot(copy))) !== 0;
}

function sync(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, bytes);
  return toUint8Array(encoder);
}
