import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference } from './difference';
import { type ComparedRun, explainDifference } from './explain-difference';
import { addField, addJson, emptyFacts } from './run-facts';

/** A generator of numbers in [0, 1) that can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A context of thirty paths, none of which has to do with failing. */
function ordinary(random: () => number, index: number): Record<string, unknown> {
  const pick = <T>(...values: T[]) => values[Math.floor(random() * values.length)];
  return {
    id: 10_000 + index * 3,
    at: new Date(1.79e12 + index * 61_000).toISOString(),
    at_ms: 1.79e12 + index * 61_000,
    token: Math.floor(random() * 1e12).toString(36),
    part: {
      number: `P-${Math.floor(random() * 40)}`,
      revision: pick('A', 'B', 'C', 'D'),
      site: pick('BER-2', 'LIS-1', 'OPO-3'),
      weight: Math.round(random() * 10_000) / 100,
      state: pick('RELEASED', 'RELEASED', 'RELEASED', 'DRAFT'),
      tags: Array.from({ length: Math.floor(random() * 4) }, () => pick('x', 'y', 'z', 'w')),
    },
    lines: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      sku: `S-${Math.floor(random() * 25)}`,
      quantity: Math.ceil(random() * 500),
      price: `${Math.floor(random() * 900)}.00`,
    })),
    buyer:
      random() < 0.3 ? null : { name: pick('Ana', 'Bo', 'Cy'), level: Math.ceil(random() * 5) },
    ...(random() < 0.5 ? { note: pick('', 'urgent', 'later') } : {}),
    flags: { express: random() < 0.2, gift: random() < 0.5 },
  };
}

interface World {
  seed: number;
  runs: number;
  failing: number;
  /** Changes the context of a run that has the cause. */
  plant?: (context: Record<string, unknown>, random: () => number) => void;
  /** Shares of the failed and of the successful runs that have it. */
  shares?: [number, number];
}

function world({ seed, runs, failing, plant, shares = [0, 0] }: World): ComparedRun[] {
  const random = randomOf(seed);
  return Array.from({ length: runs }, (_, index) => {
    const isFailed = random() < failing;
    const context = ordinary(random, index);
    if (plant && random() < shares[isFailed ? 0 : 1]) plant(context, random);
    const facts = emptyFacts();
    addJson(facts, 'ctx', JSON.stringify(context));
    addJson(facts, 'attr', JSON.stringify({ worker: `w${Math.floor(random() * 6)}` }));
    addField(facts, 'environment', random() < 0.8 ? 'production' : 'staging');
    return { isFailed, facts };
  });
}

const part = (context: Record<string, unknown>) => context.part as Record<string, unknown>;
const firstLine = (context: Record<string, unknown>) =>
  (context.lines as Record<string, unknown>[])[0] ?? {};

const CAUSES: Record<
  string,
  {
    plant: NonNullable<World['plant']>;
    field: string;
    kind: string;
    value?: string | [number, number];
  }
> = {
  'null instead of a value': {
    plant: (context) => Object.assign(part(context), { revision: null }),
    ...{ field: 'ctx.part.revision', kind: 'is', value: 'null' },
  },
  'a member that is missing': {
    plant: (context) => delete part(context).site,
    ...{ field: 'ctx.part.site', kind: 'missing' },
  },
  'a member that others have not got': {
    plant: (context) =>
      Object.assign(context, { legacy: { mode: Math.floor(Number(context.id)) } }),
    ...{ field: 'ctx.legacy', kind: 'present' },
  },
  'one value': {
    plant: (context) => Object.assign(part(context), { site: 'HAM-9' }),
    ...{ field: 'ctx.part.site', kind: 'is', value: 'HAM-9' },
  },
  'one value of a list': {
    plant: (context) => Object.assign(firstLine(context), { sku: 'S-99' }),
    ...{ field: 'ctx.lines[].sku', kind: 'is', value: 'S-99' },
  },
  'a number that is large': {
    plant: (context, random) =>
      Object.assign(part(context), { weight: 150 + Math.round(random() * 9_000) / 100 }),
    ...{ field: 'ctx.part.weight', kind: 'at least', value: [95, 150] },
  },
  'a number that is negative': {
    plant: (context, random) =>
      Object.assign(part(context), { weight: -20 - Math.round(random() * 900) / 100 }),
    ...{ field: 'ctx.part.weight', kind: 'at most', value: [-20, 5] },
  },
  'text instead of a number': {
    plant: (context, random) =>
      Object.assign(part(context), { weight: `${Math.round(random() * 1e9)} kg` }),
    ...{ field: 'ctx.part.weight', kind: 'no number' },
  },
  'true instead of false': {
    plant: (context) => Object.assign(context, { flags: { express: true, gift: 'maybe' } }),
    ...{ field: 'ctx.flags.gift', kind: 'is', value: 'maybe' },
  },
  'an integer beyond those of a double': {
    plant: (context) => Object.assign(context, { order: 'HUGE' }),
    ...{ field: 'ctx.order', kind: 'is', value: 'HUGE' },
  },
};

function expectCause(found: Difference | undefined, cause: (typeof CAUSES)[string]): void {
  expect(found?.field).toBe(cause.field);
  expect(found?.saying.kind).toBe(cause.kind);
  const value = found && 'value' in found.saying ? found.saying.value : undefined;
  if (Array.isArray(cause.value)) {
    expect(Number(value)).toBeGreaterThanOrEqual(cause.value[0]);
    expect(Number(value)).toBeLessThanOrEqual(cause.value[1]);
  } else expect(value).toBe(cause.value);
}

describe('a planted cause', () => {
  it.each(Object.entries(CAUSES))('is found first: %s', (_name, cause) => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const runs = world({ seed, runs: 600, failing: 0.5, plant: cause.plant, shares: [1, 0] });
      expectCause(explainDifference(runs).differences[0], cause);
    }
  });

  it.each(Object.entries(CAUSES))('is found first among noise: %s', (_name, cause) => {
    for (let seed = 21; seed <= 24; seed += 1) {
      const shares: [number, number] = [0.85, 0.06];
      const runs = world({ seed, runs: 400, failing: 0.4, plant: cause.plant, shares });
      expectCause(explainDifference(runs).differences[0], cause);
    }
  });

  it('is found in few failures when it is in all of them', () => {
    for (let seed = 41; seed <= 48; seed += 1) {
      const cause = CAUSES['null instead of a value'];
      if (!cause) throw new Error('no cause');
      const runs = world({ seed, runs: 300, failing: 0.04, plant: cause.plant, shares: [1, 0.02] });
      expectCause(explainDifference(runs).differences[0], cause);
    }
  });

  it('says how many of each had it', () => {
    const plant = (context: Record<string, unknown>) =>
      Object.assign(part(context), { revision: null });
    const runs = world({ seed: 5, runs: 300, failing: 0.5, plant, shares: [0.9, 0.1] });
    const [first] = explainDifference(runs).differences;
    const having = (isFailed: boolean) =>
      runs.filter(
        (run) =>
          run.isFailed === isFailed &&
          run.facts.paths.get('ctx.part.revision')?.values.includes('null'),
      ).length;
    expect(first).toMatchObject({
      failed: having(true),
      failedOf: runs.filter(({ isFailed }) => isFailed).length,
      succeeded: having(false),
      succeededOf: runs.filter(({ isFailed }) => !isFailed).length,
    });
  });

  it('names what goes along with it, once', () => {
    const plant = (context: Record<string, unknown>) =>
      Object.assign(context, { legacy: { mode: 'old', more: { deep: 1 } } });
    const runs = world({ seed: 9, runs: 300, failing: 0.5, plant, shares: [1, 0] });
    const { differences } = explainDifference(runs);
    expect(differences[0]?.field).toBe('ctx.legacy.mode');
    const alike = differences[0]?.alike.map(({ field }) => field) ?? [];
    expect(alike).toEqual(['ctx.legacy.more.deep', 'ctx.legacy', 'ctx.legacy.more']);
    expect(differences.filter(({ field }) => field.startsWith('ctx.legacy'))).toHaveLength(1);
  });

  it('names first what the failures speak of', () => {
    const plant = (context: Record<string, unknown>) => {
      Object.assign(context, { a: 'x', b: null });
      Object.assign(part(context), { revision: 'none' });
    };
    const runs = world({ seed: 11, runs: 300, failing: 0.5, plant, shares: [1, 0] });
    const field = (hint: string) => explainDifference(runs, hint).differences[0]?.field;
    expect(field('')).toBe('ctx.b');
    expect(field('Part 34 has no Revision')).toBe('ctx.part.revision');
  });

  it('keeps digits as they were sent', () => {
    const big = '12345678901234567890123';
    const runs = Array.from({ length: 60 }, (_, index): ComparedRun => {
      const facts = emptyFacts();
      const isFailed = index % 2 === 0;
      addJson(facts, 'ctx', `{"order": ${isFailed ? big : `${big.slice(0, -1)}4`}}`);
      return { isFailed, facts };
    });
    expect(explainDifference(runs).differences[0]).toMatchObject({
      saying: { kind: 'is', value: big },
      failed: 30,
      succeeded: 0,
    });
  });
});

describe('without a cause', () => {
  it.each([100, 200, 300, 400, 500])('nothing is claimed: worlds from %i on', (from) => {
    for (let seed = from; seed < from + 20; seed += 1) {
      const runs = world({ seed, runs: 200 + (seed % 5) * 80, failing: 0.1 + (seed % 4) * 0.2 });
      expect(explainDifference(runs).differences).toEqual([]);
    }
  });

  it('nothing is claimed of times and serial numbers when all failures are the newest', () => {
    for (let seed = 600; seed < 615; seed += 1) {
      const runs = world({ seed, runs: 300, failing: 0 }).map((run, index) => ({
        ...run,
        isFailed: index >= 200,
      }));
      expect(explainDifference(runs).differences).toEqual([]);
    }
  });

  it('nothing is claimed of a handful of runs', () => {
    const plant = (context: Record<string, unknown>) => delete part(context).site;
    const runs = world({ seed: 3, runs: 12, failing: 0.2, plant, shares: [1, 0] });
    expect(explainDifference(runs).differences).toEqual([]);
  });

  it.each([0, 1])('nothing is claimed when there is nothing to compare with', (failing) => {
    const runs = world({ seed: 4, runs: 50, failing });
    expect(explainDifference(runs).differences).toEqual([]);
  });
});

describe('any runs', () => {
  it('are explained alike whenever they are asked about', () => {
    const json = fc.array(fc.tuple(fc.boolean(), fc.json({ maxDepth: 4 })), { maxLength: 40 });
    fc.assert(
      fc.property(json, (given) => {
        const runs = given.map(([isFailed, text]): ComparedRun => {
          const facts = emptyFacts();
          addJson(facts, 'ctx', text);
          return { isFailed, facts };
        });
        const explanation = explainDifference(runs);
        expect(explainDifference(runs)).toEqual(explanation);
        for (const { failed, failedOf, succeeded, succeededOf } of explanation.differences) {
          expect(failed / failedOf).toBeGreaterThan(succeeded / succeededOf);
        }
      }),
      { numRuns: 200 },
    );
  });
});
