import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openNodes, planStepTree } from './step-tree';

const step = (seq: number, parentSeq: number | null = null) => ({ seq, parentSeq });
const written = (steps: ReturnType<typeof step>[], closed: number[] = []) =>
  openNodes(planStepTree(steps), new Set(closed)).map(
    (node) => `${' '.repeat(node.depth)}${node.step.seq}`,
  );

it('puts steps below their parents, in the order of seq', () => {
  const steps = [step(5, 1), step(2, 1), step(1), step(3, 2), step(4)];
  expect(written(steps)).toEqual(['1', ' 2', '  3', ' 5', '4']);
  expect(planStepTree(steps)[0]).toMatchObject({ descendants: 3, position: 1, siblings: 2 });
});

it('hides what is below a closed step, at any depth', () => {
  const steps = [step(1), step(2, 1), step(3, 2), step(4, 1), step(5)];
  expect(written(steps, [1])).toEqual(['1', '5']);
  expect(written(steps, [2])).toEqual(['1', ' 2', ' 4', '5']);
  expect(written(steps, [2, 1])).toEqual(['1', '5']);
});

it('takes a parent that is not there for none', () => {
  expect(written([step(1, 99), step(2, 1)])).toEqual(['1', ' 2']);
});

it('breaks rings of parents', () => {
  expect(written([step(1, 1)])).toEqual(['1']);
  expect(written([step(1, 2), step(2, 1), step(3, 2)])).toEqual(['1', '2', ' 3']);
});

it('writes a chain that is as long as a log can be', () => {
  const steps = Array.from({ length: 20_000 }, (_, at) => step(at, at === 0 ? null : at - 1));
  const nodes = planStepTree(steps);
  expect(nodes).toHaveLength(20_000);
  expect(nodes[0]?.descendants).toBe(19_999);
  expect(nodes.at(-1)?.depth).toBe(19_999);
});

it('has every step exactly once, each below its parent', () => {
  const anySteps = fc.uniqueArray(
    fc.record({ seq: fc.nat(30), parentSeq: fc.option(fc.nat(30)) }),
    { selector: (one) => one.seq, maxLength: 25 },
  );
  fc.assert(
    fc.property(anySteps, (steps) => {
      const nodes = planStepTree(steps);
      expect(nodes.map((node) => node.step.seq).toSorted((a, b) => a - b)).toEqual(
        steps.map(({ seq }) => seq).toSorted((a, b) => a - b),
      );
      for (const [at, node] of nodes.entries()) {
        const below = nodes.slice(at + 1, at + 1 + node.descendants);
        expect(below.every(({ depth }) => depth > node.depth)).toBe(true);
        const next = nodes[at + 1 + node.descendants];
        if (next) expect(next.depth).toBeLessThanOrEqual(node.depth);
      }
    }),
  );
});
