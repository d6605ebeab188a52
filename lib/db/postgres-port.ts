import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of the last start if it is free, so that other tools' settings stay right; else any. */
export async function postgresPort(dataDir: string): Promise<number> {
  const file = join(dataDir, 'postgres-port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await tryPort(last)) ?? (await tryPort(0));
  if (port === null) throw new Error('no free port on 127.0.0.1');
  writeFileSync(file, `${port}\n`);
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
