import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { orderBatches } from './orders.ts';
import { sendTo } from './sending-to.ts';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A proxy that tunnels, and the hosts that it was asked for. */
async function openProxy(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

it('goes by the proxy that the environment names, but not to hosts of no_proxy', async () => {
  const proxy = await openProxy();
  const through = await sendTo(() => 200, orderBatches(10, 10), {}, { env: { http_proxy: proxy.url } });
  expect(through.error).toBeUndefined();
  expect(through.server.arrivals).toHaveLength(1);
  expect(proxy.asked).toEqual([through.server.url.replace('http://', '')]);
  const past = await sendTo(
    () => 200,
    orderBatches(10, 10),
    {},
    { env: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } },
  );
  expect(past.server.arrivals).toHaveLength(1);
  expect(proxy.asked).toHaveLength(1);
});

it('sends a batch again whose answer breaks off after its status', async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => {
      if (requests > 1) return response.end('{}');
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"taken":', () => response.socket?.destroy());
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { error, report } = await sendTo(() => 200, orderBatches(10, 10), { url });
  expect(error).toBeUndefined();
  expect(report).toMatchObject({ requests: 2, recovered: 1, rows: 10 });
});
