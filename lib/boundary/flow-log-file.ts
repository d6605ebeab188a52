import { buildZip } from '@/lib/bundle/build-zip';

/** A log's details as Akinon sends a download: base64 of a zip with one JSON file in it. */
export async function flowLogFile(json: string, id: string): Promise<Response> {
  const name = `${id.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 100)}.json`;
  const file = { name, bytes: new TextEncoder().encode(json) };
  const zip = await buildZip(only(file));
  const text = Buffer.from(await zip.arrayBuffer()).toString('base64');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}
