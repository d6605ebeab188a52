import { poolStanding } from '@/lib/db/pool-standing';
import { countRuns } from '@/lib/db/runs/count-runs';
import type { ProjectId } from '@/lib/domain/project';
import type { RunState } from '@/lib/domain/run-state';
import { metricsText } from '@/lib/format/metrics-text';
import { requestSamples } from './request-counts';

const STATES = Object.keys({
  queued: 0,
  pending: 0,
  running: 0,
  paused: 0,
  handed_over: 0,
} satisfies Record<RunState, number>) as RunState[];

/**
 * Of this process what Prometheus asks for, and of the project of the key its open runs: a key shows
 * nothing of other projects, not even how busy they are with runs.
 */
export async function metricsAnswer(projectId: ProjectId): Promise<Response> {
  const runs = await countRuns(projectId);
  const { answers, durations } = requestSamples();
  const { user, system } = process.cpuUsage();
  const single = (value: number) => [{ value }];
  const text = metricsText([
    {
      name: 'runlens_http_requests_total',
      kind: 'counter',
      help: 'Requests of the API that this process has answered.',
      samples: answers,
    },
    {
      name: 'runlens_http_request_duration_seconds',
      kind: 'histogram',
      help: 'Time until the answer of such a request began.',
      samples: durations,
    },
    {
      name: 'runlens_runs',
      kind: 'gauge',
      help: 'Runs of the project that are not over.',
      samples: STATES.map((state) => ({ labels: { state }, value: runs[state] ?? 0 })),
    },
    {
      name: 'runlens_database_connections',
      kind: 'gauge',
      help: 'Connections of this process, and requests that wait for one.',
      samples: Object.entries(poolStanding()).map(([state, value]) => ({
        labels: { state },
        value,
      })),
    },
    {
      name: 'process_cpu_seconds_total',
      kind: 'counter',
      help: 'Processor time of this process.',
      samples: single((user + system) / 1_000_000),
    },
    {
      name: 'process_resident_memory_bytes',
      kind: 'gauge',
      help: 'Memory of this process.',
      samples: single(process.memoryUsage.rss()),
    },
    {
      name: 'process_start_time_seconds',
      kind: 'gauge',
      help: 'When this process started, in Unix seconds.',
      samples: single(Date.now() / 1_000 - process.uptime()),
    },
  ]);
  return new Response(text, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
}
