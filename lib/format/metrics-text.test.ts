import { expect, it } from 'vitest';
import { metricsText } from './metrics-text';

it('writes what Prometheus reads', () => {
  const text = metricsText([
    {
      name: 'runs',
      kind: 'gauge',
      help: 'Open runs',
      samples: [{ labels: { state: 'a "b" \\\n' }, value: 2 }, { value: 0.5 }],
    },
    { name: 'none', kind: 'counter', help: 'Nothing yet', samples: [] },
    {
      name: 'seconds',
      kind: 'histogram',
      help: 'Time',
      samples: [{ suffix: '_bucket', labels: { le: '+Inf' }, value: 1 }],
    },
  ]);
  expect(text).toBe(
    [
      '# HELP runs Open runs',
      '# TYPE runs gauge',
      'runs{state="a \\"b\\" \\\\\\n"} 2',
      'runs 0.5',
      '# HELP none Nothing yet',
      '# TYPE none counter',
      '# HELP seconds Time',
      '# TYPE seconds histogram',
      'seconds_bucket{le="+Inf"} 1',
      '',
    ].join('\n'),
  );
});
