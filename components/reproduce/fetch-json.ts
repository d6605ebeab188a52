/** Reads a JSON answer of the dashboard's own routes. Rejects with the words of a refusal. */
export async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { signal });
  if (answer.ok) return answer.json();
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Error(problem?.detail ?? `The server answered ${answer.status}.`);
}
