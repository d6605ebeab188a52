import { JsonEngine } from './json-engine';
import type { FromWorker, ToWorker } from './json-messages';
import { readText } from './read-text';

let engine: JsonEngine | null = null;

function post(message: FromWorker): void {
  self.postMessage(message);
}

function open(text: string, bytes: number, replaced: boolean): void {
  engine = new JsonEngine(text, bytes, replaced);
  post({ type: 'ready', summary: engine.summary });
}

async function load(url: string): Promise<void> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) {
    post({ type: 'failed', message: `The server answered ${response.status}.` });
    return;
  }
  const { text, bytes, replaced } = await readText(response, (received, total) =>
    post({ type: 'progress', received, total }),
  );
  open(text, bytes, replaced);
}

async function take(message: ToWorker): Promise<void> {
  if (message.type === 'fetch') await load(message.url);
  else if (message.type === 'text')
    open(message.text, new TextEncoder().encode(message.text).length, false);
  else if (engine) {
    const call = engine[message.name] as (...args: unknown[]) => unknown;
    post({ type: 'answer', id: message.id, value: await call.apply(engine, message.args) });
  }
}

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  take(event.data).catch((error: unknown) => {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
