import { paths } from '@/lib/paths';

export interface StartedRetry {
  attempt: number;
  /** Absent for a wish that had been heard before. */
  status?: 'pending' | 'queued';
}

/** A key that makes every press of one button one wish. Also where the page is served by plain http. */
export function newWishKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Asks for the next attempt. Rejects with the words of a refusal. */
export async function startRetry(
  project: string,
  id: string,
  wish: { code: 'original' | 'current'; contextText: string | null; key: string },
): Promise<StartedRetry> {
  const context = wish.contextText === null ? '' : `,"context":${wish.contextText}`;
  const answer = await fetch(paths.executionRetry(project, id), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': wish.key },
    body: `{"code":"${wish.code}"${context}}`,
  });
  const body = (await answer.json().catch(() => null)) as
    | (StartedRetry & { detail?: string })
    | null;
  if (answer.ok && body) return body;
  throw new Error(body?.detail ?? `the server answered ${answer.status}`);
}
