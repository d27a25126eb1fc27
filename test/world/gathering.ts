import { afterEach, expect, vi } from 'vitest';
import type WebSocket from 'ws';
import {
  openClient,
  openLiveWorld,
  openSocket,
  type LiveClient,
  type LiveClientOptions,
  type LiveWorld,
  type LiveWorldOptions,
} from '#test/world/live.ts';

export const WAIT = { timeout: 10_000, interval: 10 };

/** A live world for each test of a file, and everyone who came into it. */
export interface Gathering {
  readonly world: LiveWorld;
  open(options?: LiveWorldOptions): Promise<void>;
  /** Another world in the place of this one. */
  reopen(options?: LiveWorldOptions): Promise<void>;
  /** Somebody with the stock client, once it is synced or closed. */
  join(name: string, options?: LiveClientOptions): Promise<LiveClient>;
  /** The same without waiting. */
  come(name: string, options?: LiveClientOptions): LiveClient;
  /** A socket of which each byte is up to the test. */
  openRaw(name: string, protocols?: string[]): Promise<WebSocket>;
}

/** All of it is closed after each test of the file that calls this. */
export function gather(): Gathering {
  let world: LiveWorld | undefined;
  let clients: LiveClient[] = [];
  let sockets: WebSocket[] = [];

  async function close(): Promise<void> {
    for (const client of clients) client.close();
    for (const socket of sockets) socket.terminate();
    clients = [];
    sockets = [];
    await world?.close();
    world = undefined;
  }

  afterEach(close);

  function opened(): LiveWorld {
    if (world === undefined) throw new Error('The world is not open');
    return world;
  }

  function come(name: string, options: LiveClientOptions = {}): LiveClient {
    const client = openClient(opened().url, name, options);
    clients.push(client);
    return client;
  }

  return {
    get world() {
      return opened();
    },
    async open(options) {
      world = await openLiveWorld(options);
    },
    async reopen(options) {
      await close();
      world = await openLiveWorld(options);
    },
    come,
    async join(name, options) {
      const client = come(name, options);
      await vi.waitFor(() => expect(client.provider.synced || client.closed() !== undefined).toBe(true), WAIT);
      return client;
    },
    async openRaw(name, protocols) {
      const socket = await openSocket(opened().url, name, protocols);
      sockets.push(socket);
      return socket;
    },
  };
}
