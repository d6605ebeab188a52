import { countJsonParts, type JsonTree, printJsonTree, readJsonTree } from './json-tree';

type Branch = Exclude<JsonTree, { kind: 'scalar' }>;

export interface Shrunk {
  text: string;
  /** Keys and elements that are left, and that there were. */
  parts: number;
  partsBefore: number;
  /** Candidates that were tried. */
  tries: number;
  /** False when it was ended before nothing more could be left out. */
  isSmallest: boolean;
}

interface ShrinkOptions {
  /** Whether the same thing still happens with this JSON. */
  happens: (text: string) => Promise<boolean>;
  onProgress?: (shrunk: Shrunk) => void;
  /** Ends it with what has been found so far. */
  signal?: AbortSignal;
  maxTries: number;
}

/**
 * Leaves out of a JSON text what is not needed for something to happen, by delta debugging: halves of
 * every object and array first, then ever smaller pieces, from the outside in. At the end no single key or
 * element can be left out, unless it was ended earlier. Tokens that stay are untouched.
 * @param text JSON, with which it does happen
 */
export async function shrinkJson(text: string, options: ShrinkOptions): Promise<Shrunk> {
  const { happens, onProgress, signal, maxTries } = options;
  const tree = readJsonTree(text);
  const partsBefore = countJsonParts(tree);
  const known = new Set<string>();
  let tries = 0;
  const isOver = () => signal?.aborted === true || tries >= maxTries;
  const soFar = (isSmallest = false): Shrunk => ({
    ...{ text: printJsonTree(tree), parts: countJsonParts(tree) },
    ...{ partsBefore, tries, isSmallest },
  });

  /** Leaves out a piece of a branch if it still happens without it. */
  const leaveOut = async (branch: Branch, from: number, to: number): Promise<boolean> => {
    const items = branch.items;
    const keys = branch.kind === 'object' ? branch.keys : [];
    const without = <T>(list: readonly T[]) => list.filter((_, at) => at < from || at >= to);
    const put = (someItems: JsonTree[], someKeys: string[]) => {
      branch.items = someItems;
      if (branch.kind === 'object') branch.keys = someKeys;
    };
    put(without(items), without(keys));
    const candidate = printJsonTree(tree);
    let stays = false;
    if (!known.has(candidate) && !isOver()) {
      tries += 1;
      stays = await happens(candidate);
      if (!stays) known.add(candidate);
    }
    if (!stays || signal?.aborted) put(items, keys);
    onProgress?.(soFar());
    return stays && !signal?.aborted;
  };

  const shrinkBranch = async (branch: Branch): Promise<boolean> => {
    let hasShrunk = false;
    let size = branch.items.length;
    while (size >= 1 && branch.items.length > 0 && !isOver()) {
      let hasHelped = false;
      for (let from = 0; from < branch.items.length && !isOver(); ) {
        const to = Math.min(from + size, branch.items.length);
        if (await leaveOut(branch, from, to)) hasHelped = true;
        else from = to;
      }
      hasShrunk ||= hasHelped;
      // Once a single one could go, others may be free to go as well.
      if (size === 1 && !hasHelped) break;
      size = size === 1 ? 1 : Math.ceil(size / 2);
    }
    return hasShrunk;
  };

  let hasShrunk = true;
  while (hasShrunk && !isOver()) {
    hasShrunk = false;
    const todo = [tree];
    for (let one = todo.shift(); one && !isOver(); one = todo.shift()) {
      if (one.kind === 'scalar') continue;
      if (await shrinkBranch(one)) hasShrunk = true;
      todo.push(...one.items);
    }
  }
  return soFar(!isOver());
}
