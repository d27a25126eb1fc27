import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A line between a browser and a server that can be cut as a cable is pulled: silently. Nobody hears that the other is gone. */
export interface Cable {
  /** The address at this end of the line. */
  readonly url: string;
  /** From now on nothing goes through, in either direction, and nothing is closed. */
  pull(): void;
  /** New connections go through again; those from before are reset, as a network does that no longer knows them. */
  plug(): void;
  close(): Promise<void>;
}

export async function openCable(serverUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(serverUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isPulled = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on('data', (bytes: Buffer) => {
        if (!isPulled) to.write(bytes);
      });
      from.on('error', () => to.destroy());
      // Over a cut line the other end does not hear of it: its socket stays until the line is back.
      from.on('close', () => {
        if (isPulled) return;
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  const { port: own } = server.address() as AddressInfo;
  const reset = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    pairs.clear();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    pull() {
      isPulled = true;
    },
    plug() {
      isPulled = false;
      reset();
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        reset();
      }),
  };
}
