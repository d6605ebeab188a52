import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does with a request; `take` notes its lines and gives the report. */
export type Manner = (call: {
  request: IncomingMessage;
  response: ServerResponse;
  lines: Told[];
  take: () => object;
}) => void | Promise<void>;

/** A line as it came. */
export interface Told {
  id: string;
  status: string;
  attributes?: Record<string, unknown>;
  output?: { result?: unknown };
  context?: unknown;
  entries?: { seq: number; message: string; level: string }[];
  steps?: { seq: number; parent_seq: number | null; name: string; status: string }[];
}

export const well: Manner = ({ response, take }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(take()));
};

/**
 * Something on loopback that answers as it is told: the first requests by `manners`, one after the other,
 * all later ones well. Holds each thing once, as Runlens does.
 */
export async function fakeServer(manners: Manner[] = []) {
  const runs = new Map<string, Told>();
  const entries = new Map<string, string>();
  const steps = new Map<string, string>();
  const seen = { requests: 0, keys: new Set<string>() };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    seen.requests += 1;
    seen.keys.add(request.headers.authorization ?? '');
    const lines = Buffer.concat(chunks)
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Told);
    const take = () => {
      for (const line of lines) {
        const before = runs.get(line.id);
        runs.set(line.id, before && line.status === 'running' ? before : line);
        for (const { seq, message } of line.entries ?? [])
          entries.set(`${line.id}:${seq}`, message);
        for (const { seq, status } of line.steps ?? []) steps.set(`${line.id}:${seq}`, status);
      }
      return { accepted: lines.length, duplicates: 0, rejected: [] };
    };
    await (manners.shift() ?? well)({ request, response, lines, take });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, port, runs, entries, steps, seen },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
