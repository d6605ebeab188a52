/** The known name that was probably meant, or null when none is near. */
export function nearestName(text: string, names: readonly string[]): string | null {
  const wanted = bare(text);
  let best: string | null = null;
  let least = wanted.length < 4 ? 2 : 3;
  for (const name of names) {
    const known = bare(name);
    const isStart = wanted.length > 2 && (known.startsWith(wanted) || wanted.startsWith(known));
    const distance = known === wanted ? 0 : isStart ? 1 : editDistance(wanted, known);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

function bare(text: string): string {
  return text
    .slice(0, 40)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Insertions, deletions and replacements that lead from one text to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
