import { inStepOrder } from './hashed-seq';

interface Nested {
  seq: number;
  parentSeq: number | null;
  startedAt?: Date | null;
}

/** A step at its place: below its parent, in the order of `seq`, or of its begin (`hashedSeq`). */
export interface StepNode<S extends Nested> {
  step: S;
  /** 0 for a step without a parent. */
  depth: number;
  /** How many stand below it, at any depth. */
  descendants: number;
  /** Its place among the steps of its parent, from 1, and how many those are. */
  position: number;
  siblings: number;
}

/**
 * The steps as a tree, written from top to bottom. A parent that is not among them, or that is below its
 * own child, is none: every step is there exactly once, whatever the producer sent.
 */
export function planStepTree<S extends Nested>(steps: readonly S[]): StepNode<S>[] {
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const sorted = steps.toSorted(inStepOrder);
  const looped = seqsInLoops(sorted, bySeq);
  const children = new Map<number | null, S[]>();
  for (const step of sorted) {
    const { parentSeq } = step;
    const parent = parentSeq !== null && bySeq.has(parentSeq) ? parentSeq : null;
    const under = looped.has(step.seq) ? null : parent;
    const list = children.get(under);
    if (list) list.push(step);
    else children.set(under, [step]);
  }
  return write(children);
}

/** Of every ring of parents the steps in it: each of them stands at the top. */
function seqsInLoops<S extends Nested>(
  steps: readonly S[],
  bySeq: ReadonlyMap<number, S>,
): Set<number> {
  const looped = new Set<number>();
  const safe = new Set<number>();
  for (const { seq } of steps) {
    const path: number[] = [];
    const onPath = new Set<number>();
    let at: number | null = seq;
    while (at !== null && !safe.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = bySeq.get(at)?.parentSeq ?? null;
    }
    if (at !== null && onPath.has(at)) {
      for (const one of path.slice(path.indexOf(at))) looped.add(one);
    }
    for (const one of path) safe.add(one);
  }
  return looped;
}

/** Without recursion: a chain of parents may be as long as there are steps. */
function write<S extends Nested>(children: ReadonlyMap<number | null, S[]>): StepNode<S>[] {
  const nodes: StepNode<S>[] = [];
  const open: { list: readonly S[]; next: number; owner: StepNode<S> | null }[] = [
    { list: children.get(null) ?? [], next: 0, owner: null },
  ];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const step = level.list[level.next];
    if (!step) {
      open.pop();
      const parent = open.at(-1)?.owner;
      if (parent && level.owner) parent.descendants += level.owner.descendants;
      continue;
    }
    level.next += 1;
    const position = level.next;
    const siblings = level.list.length;
    const node = { step, depth: open.length - 1, descendants: 0, position, siblings };
    nodes.push(node);
    if (level.owner) level.owner.descendants += 1;
    const below = children.get(step.seq);
    if (below) open.push({ list: below, next: 0, owner: node });
  }
  return nodes;
}

/** What is in sight when some steps are closed. */
export function openNodes<S extends Nested>(
  nodes: readonly StepNode<S>[],
  closed: ReadonlySet<number>,
): StepNode<S>[] {
  const shown: StepNode<S>[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (!node) break;
    shown.push(node);
    if (closed.has(node.step.seq)) at += node.descendants;
  }
  return shown;
}
