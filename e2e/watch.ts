import type { BrowserContext } from '@playwright/test';

export interface Watch {
  complaints: () => string[];
  /** What this test provokes on purpose, as a part of the complaint. */
  expect: (...patterns: RegExp[]) => void;
}

/** A page that was left takes its requests with it; that is no failure. */
const LEFT = 'net::ERR_ABORTED';

/** Collects page errors, console errors, broken policy and failed requests of every page. */
export function watchContext(context: BrowserContext): Watch {
  const found: string[] = [];
  const expected: RegExp[] = [];
  context.on('weberror', (error) => found.push(`page error: ${error.error().stack}`));
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'unknown';
    if (why !== LEFT) found.push(`request failed: ${request.method()} ${request.url()} ${why}`);
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') {
      found.push(`left this machine: ${request.url()}`);
    }
  });
  context.on('response', (answer) => {
    if (answer.status() >= 400) found.push(`answer ${answer.status()}: ${answer.url()}`);
  });
  return {
    complaints: () => found.filter((text) => !expected.some((pattern) => pattern.test(text))),
    expect: (...patterns) => expected.push(...patterns),
  };
}
