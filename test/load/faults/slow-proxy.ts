import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be slow, and that can be cut. */
export interface SlowProxy {
  port: number;
  /** Each piece of what passes is held up for so long, both ways. */
  delayMs: number;
  /** Resets all connections. @returns how many there were */
  cut(): number;
  close(): Promise<void>;
}

export async function slowProxy(targetPort: number): Promise<SlowProxy> {
  const open = new Set<Socket>();
  const state = { delayMs: 0 };

  const pass = (from: Socket, to: Socket): void => {
    let last = 0;
    from.on('data', (piece: Buffer) => {
      // Never before what came earlier: a delay that shrinks must not make pieces overtake each other.
      last = Math.max(last, Date.now() + state.delayMs);
      const ms = last - Date.now();
      const forward = (): void => void (to.destroyed || to.write(piece));
      if (ms <= 0) forward();
      else setTimeout(forward, ms);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };

  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = (): number => {
    const count = open.size / 2;
    for (const socket of open) socket.resetAndDestroy();
    return count;
  };
  return {
    port: (server.address() as AddressInfo).port,
    get delayMs() {
      return state.delayMs;
    },
    set delayMs(ms) {
      state.delayMs = ms;
    },
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
