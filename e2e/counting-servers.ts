import { createServer as createHttpServer } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';

export interface CountingServers {
  httpUrl: string;
  tcpPort: number;
  /** Connections that either of them has seen, also those without a word. */
  connections: () => number;
  end: () => Promise<void>;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
}

/** Two servers on this machine that answer whoever asks, from any origin, and count it. */
export async function countingServers(): Promise<CountingServers> {
  let connections = 0;
  const open = new Set<Socket>();
  const http = createHttpServer((_request, response) => {
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'content-type': 'text/javascript',
    });
    response.end('self.hacked = true');
  });
  const tcp = createTcpServer((socket) => socket.on('error', () => {}).end('hello\n'));
  for (const server of [http, tcp]) {
    server.on('connection', (socket: Socket) => {
      connections += 1;
      open.add(socket);
    });
    await listen(server);
  }
  return {
    httpUrl: `http://127.0.0.1:${portOf(http)}`,
    tcpPort: portOf(tcp),
    connections: () => connections,
    end: async () => {
      for (const socket of open) socket.destroy();
      for (const server of [http, tcp]) await new Promise((done) => server.close(done));
    },
  };
}
