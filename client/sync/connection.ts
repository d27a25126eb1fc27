import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import type { Decoder } from 'lib0/decoding';
import { writeVarUint } from 'lib0/encoding';
import type { Encoder } from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import { writeSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';
import { FRAME_TYPES, readServerFrame, SUBPROTOCOL, type ServerFrame } from '#shared/protocol/frames.ts';
import { applyAndRescue } from './drowned-text.ts';
import type { KeptText } from './kept-text.ts';
import { addChange, addFrame, endConnection, openLedger, refuseFrame, settleFrames, type Ledger } from './saved.ts';
import { hasUnknownContent } from './unknown-content.ts';

const SYNC = { stepOne: 0, stepTwo: 1, update: 2 } as const;
/** Wide and random, so that the people of one office do not come back in one instant. */
const longestPauseMs = 2_500;

export interface ConnectionOptions {
  /** `ws://host/sync`, without the document. */
  readonly address: string;
  readonly documentId: string;
  readonly lineage: string;
  /** Name of the channel between the tabs of one account. */
  readonly channel: string;
  readonly doc: Y.Doc;
  /** Own changes known from before. */
  readonly waiting: number;
  /** Set by tests, which have no browser. */
  readonly WebSocket?: typeof WebSocket | undefined;
  readonly on: ConnectionEvents;
}

interface ConnectionEvents {
  frame(this: void, frame: ServerFrame): void;
  ledger(this: void, ledger: Ledger): void;
  status(this: void, status: 'connecting' | 'connected' | 'disconnected'): void;
  /** The server's text is here. */
  synced(this: void): void;
  /** The server ended it for good. `reason` is what it said when it denied the document. */
  ended(this: void, close: number, reason: string): void;
  /** An update of a newer schema arrived and was not applied. */
  unknown(this: void, update: Uint8Array): void;
  /** Others deleted or moved a passage with own words in it that the server does not have. They are in the document no more. */
  drowned(this: void, text: Omit<KeptText, 'at'>): void;
}

export interface Connection {
  readonly provider: WebsocketProvider;
  /** What the server has said to have of each client's clock. */
  serverVector(): ReadonlyMap<number, number>;
  /** Keeps what others do away from the document until the returned function is called. */
  hold(): () => void;
  connect(): void;
  /** Drops the connection and tries again after a pause. */
  retryLater(): void;
  close(): void;
}

/** The stock provider with our frames beside it. It doesn't connect by itself. */
export function openConnection(options: ConnectionOptions): Connection {
  const { doc, on } = options;
  let ledger = openLedger(options.waiting);
  let fresh = 0;
  let vector: ReadonlyMap<number, number> = new Map();
  let denial = '';
  let holders = 0;
  let held: { readonly update: Uint8Array; readonly origin: unknown; readonly ends: boolean }[] = [];

  const setLedger = (next: Ledger): void => {
    ledger = next;
    on.ledger(next);
  };
  // Registered before the provider's own listener, so that a change counts before its frame goes out.
  const countChange = (_: Uint8Array, origin: unknown, __: Y.Doc, transaction: Y.Transaction): void => {
    if (origin === provider || (!transaction.local && origin !== OTHER_TAB)) return;
    fresh = 1;
    setLedger(addChange(ledger));
  };
  doc.on('update', countChange);

  const provider: WebsocketProvider = new WebsocketProvider(options.address, options.documentId, doc, {
    connect: false,
    protocols: [SUBPROTOCOL],
    params: { lineage: options.lineage, schema: String(DOCUMENT_SCHEMA.version) },
    maxBackoffTime: longestPauseMs * (0.4 + Math.random()),
    ...(options.WebSocket === undefined ? {} : { WebSocketPolyfill: options.WebSocket }),
  });
  provider.bcChannel = options.channel;

  function receive(update: Uint8Array, origin: unknown, ends: boolean): void {
    if (holders > 0) {
      held.push({ update, origin, ends });
      return;
    }
    if (hasUnknownContent(update)) {
      on.unknown(update);
      return;
    }
    if (origin === provider) {
      const drowned = applyAndRescue(doc, update, { origin, vector });
      if (drowned !== undefined) on.drowned(drowned);
    } else {
      Y.applyUpdate(doc, update, origin);
    }
    if (ends && !provider.synced) {
      provider.synced = true;
      on.synced();
    }
  }

  provider.messageHandlers[FRAME_TYPES.sync] = (encoder: Encoder, decoder: Decoder, _: unknown, isServer: boolean) => {
    const kind = readVarUint(decoder);
    const bytes = readVarUint8Array(decoder);
    writeVarUint(encoder, FRAME_TYPES.sync);
    if (kind === SYNC.stepOne) {
      if (isServer) vector = Y.decodeStateVector(bytes);
      writeSyncStep2(encoder, doc, bytes);
      return;
    }
    // Another tab may be closed before it has sent what it told us: it goes to the server from here as well.
    receive(bytes, isServer ? provider : OTHER_TAB, isServer && kind === SYNC.stepTwo);
  };
  provider.messageHandlers[FRAME_TYPES.denied] = (_: Encoder, decoder: Decoder) => {
    readVarUint(decoder);
    denial = readVarString(decoder);
  };
  const ours = (_: Encoder, decoder: Decoder, __: unknown, ___: boolean, type: number): void => {
    const frame = readServerFrame(type, decoder);
    if (frame.kind === 'saved') {
      vector = Y.decodeStateVector(frame.stateVector);
      setLedger(settleFrames(ledger, frame.frames));
    }
    if (frame.kind === 'refused') setLedger(refuseFrame(ledger, frame.frame));
    on.frame(frame);
  };
  for (const name of ['hello', 'saved', 'refused', 'right', 'limits', 'trouble'] as const) {
    provider.messageHandlers[FRAME_TYPES[name]] = ours;
  }

  provider.on('status', ({ status }) => {
    if (status === 'connecting' && provider.ws !== null) {
      denial = '';
      watchFrames(provider.ws, (kind) => {
        setLedger(addFrame(ledger, kind, fresh));
        if (kind === 'update') fresh = 0;
      });
    }
    on.status(status);
  });
  // Also after an attempt that never got through, of which the status says nothing.
  provider.on('connection-close', () => {
    held = [];
    setLedger(endConnection(ledger));
    on.status('disconnected');
  });
  provider.on('closed', ({ code, reason }) => on.ended(code, denial === '' ? reason : denial));

  return {
    provider,
    serverVector: () => vector,
    hold() {
      holders += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holders -= 1;
        if (holders > 0) return;
        const waiting = held;
        held = [];
        for (const one of waiting) receive(one.update, one.origin, one.ends);
      };
    },
    connect: () => provider.connect(),
    retryLater: () => provider.ws?.close(),
    close() {
      doc.off('update', countChange);
      provider.destroy();
    },
  };
}

const OTHER_TAB = Symbol('other tab');

/** Calls back before each of our sync frames that the server counts. */
function watchFrames(socket: WebSocket, onFrame: (kind: 'stepTwo' | 'update') => void): void {
  const send = socket.send.bind(socket);
  socket.send = (data) => {
    if (data instanceof Uint8Array) {
      const decoder = createDecoder(data);
      const kind = readVarUint(decoder) === FRAME_TYPES.sync ? readVarUint(decoder) : SYNC.stepOne;
      if (kind !== SYNC.stepOne) onFrame(kind === SYNC.stepTwo ? 'stepTwo' : 'update');
    }
    send(data);
  };
}
