/** Upper ends of the classes of durations, in seconds. */
const EDGES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What this process has answered over the API since it started. */
interface RequestCounts {
  /** By method and status, as `GET 200`. */
  answers: Map<string, number>;
  /** How many took at most so long, by the edges; what took longer is in none. */
  within: number[];
  seconds: number;
  count: number;
}

/** Of the process: each route is a module of its own, with variables of its own. */
const holder = globalThis as { runlensRequestCounts?: RequestCounts };

function counts(): RequestCounts {
  holder.runlensRequestCounts ??= {
    answers: new Map(),
    within: EDGES.map(() => 0),
    seconds: 0,
    count: 0,
  };
  return holder.runlensRequestCounts;
}

/** @param ms until the answer began; a stream goes on after that */
export function countRequest(method: string, status: number, ms: number): void {
  const all = counts();
  const name = `${method} ${status}`;
  all.answers.set(name, (all.answers.get(name) ?? 0) + 1);
  for (const [index, edge] of EDGES.entries()) {
    if (ms <= edge * 1_000) all.within[index] = (all.within[index] ?? 0) + 1;
  }
  all.seconds += ms / 1_000;
  all.count += 1;
}

/** The counts as samples of metrics. */
export function requestSamples() {
  const { answers, within, seconds, count } = counts();
  return {
    answers: Array.from(answers, ([name, value]) => {
      const [method = '', status = ''] = name.split(' ');
      return { labels: { method, status }, value };
    }),
    durations: [
      ...EDGES.map((edge, index) => bucket(String(edge), within[index] ?? 0)),
      bucket('+Inf', count),
      { suffix: '_sum', value: seconds },
      { suffix: '_count', value: count },
    ],
  };
}

const bucket = (le: string, value: number) => ({ suffix: '_bucket', labels: { le }, value });
