/** The rings in a graph of imports, each once, as the paths along it. */
export function findCycles(graph: Map<string, string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (node: string, way: string[]) => {
    const at = way.indexOf(node);
    if (at >= 0) {
      cycles.push([...way.slice(at), node]);
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}
