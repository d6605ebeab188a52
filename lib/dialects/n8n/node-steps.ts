import { isoOfMs } from '../iso-of-ms';
import { listOf, membersOf, textOf } from '../loose-json';
import { n8nStatus } from './n8n-status';

interface NodeRun {
  name: string;
  /** From 0 on: a loop runs a node several times. */
  runIndex: number;
  task: Readonly<Record<string, unknown>>;
}

/**
 * The runs of the nodes as steps, in the order in which they went. What n8n says of a run beside its
 * result stands in the step's input, with the settings that the node had.
 */
export function nodeSteps(runData: unknown, nodes: unknown): object[] {
  const byName = new Map(listOf(nodes).map((node) => [textOf(membersOf(node).name), node]));
  return runsOf(runData).map(({ name, runIndex, task }, index) => {
    const node = membersOf(byName.get(name));
    const { startTime, executionTime, executionStatus, executionIndex, data, error, ...rest } =
      task;
    const failed = error !== undefined && error !== null;
    return {
      seq: index + 1,
      name: runIndex > 0 ? `${name} (run ${runIndex + 1})` : name,
      connector: textOf(node.type) || null,
      status: n8nStatus(textOf(executionStatus)) ?? (failed ? 'failed' : 'success'),
      started_at: isoOfMs(startTime),
      duration_ms: typeof executionTime === 'number' ? executionTime : null,
      input: { ...rest, executionIndex, executionStatus, parameters: node.parameters },
      output: data ?? null,
      error: error ?? null,
    };
  });
}

/** Older versions do not number the runs: then their times tell the order. */
function runsOf(runData: unknown): NodeRun[] {
  const runs = Object.entries(membersOf(runData)).flatMap(([name, tasks]) =>
    listOf(tasks).map((task, runIndex) => ({ name, runIndex, task: membersOf(task) })),
  );
  const place = ({ task }: NodeRun, member: string) => Number(task[member] ?? Number.NaN);
  return runs.sort(
    (a, b) =>
      place(a, 'executionIndex') - place(b, 'executionIndex') ||
      place(a, 'startTime') - place(b, 'startTime') ||
      0,
  );
}
