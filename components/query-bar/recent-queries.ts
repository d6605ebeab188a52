const MOST = 20;

const keyOf = (project: string) => `runlens:recent-queries:${project}`;

/** The queries that somebody meant in this browser, the last one first. */
export function recentQueries(project: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(project)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    // Storage may be closed to us, or hold what another program wrote: then nothing is recent.
    return [];
  }
}

export function rememberQuery(project: string, query: string): void {
  keep(project, [query, ...recentQueries(project).filter((one) => one !== query)]);
}

export function forgetQuery(project: string, query: string): void {
  keep(
    project,
    recentQueries(project).filter((one) => one !== query),
  );
}

function keep(project: string, queries: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(project), JSON.stringify(queries.slice(0, MOST)));
  } catch {
    // Full or closed: what is recent is a convenience.
  }
}
