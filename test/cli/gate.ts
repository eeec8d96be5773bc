import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be shut, as if the server were down, and opened again. */
export interface Gate {
  /** The server's URL, by way of the gate. */
  readonly url: string;
  open(): Promise<void>;
  /** Cuts every connection; new ones are refused. */
  shut(): Promise<void>;
}

/** @param url of the server; the gate is open */
export async function openGate(url: string): Promise<Gate> {
  const server = new URL(url);
  const sockets = new Set<Socket>();
  const gate = createServer((incoming) => {
    const outgoing = connect(Number(server.port), server.hostname);
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          incoming.destroy();
          outgoing.destroy();
        });
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  const open = (port: number) =>
    new Promise<void>((resolve, reject) => {
      gate.once('error', reject);
      gate.listen(port, '127.0.0.1', resolve);
    });
  await open(0);
  const { port } = gate.address() as AddressInfo;
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return {
    url: through.href,
    open: () => open(port),
    shut: () =>
      new Promise((resolve) => {
        gate.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
