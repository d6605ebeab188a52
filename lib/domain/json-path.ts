/** One step into a JSON value: a member, an element from 0, or any element (`[]`). */
export type PathStep = { key: string } | { index: number } | { any: true };

export type JsonPath = readonly PathStep[];

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;
const STEP = /\.([A-Za-z_$][\w$]*)|\[(?:("(?:[^"\\]|\\.)*")|(\d{1,9})|)\]/y;

/** Reads `.part.lines[].sku`, `[3]`, `["a b"]` one after the other; null when the text is no path. */
export function parseJsonPath(text: string): JsonPath | null {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return null;
    const [, plain, quoted, index] = match;
    if (plain !== undefined) steps.push({ key: plain });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (quoted === undefined) steps.push({ any: true });
    else {
      const key = unquote(quoted);
      if (key === null) return null;
      steps.push({ key });
    }
  }
  return steps;
}

/** The one spelling of a path: `.part.lines[].sku`; a key that is no identifier as `["a b"]`. */
export function printJsonPath(path: JsonPath): string {
  return path
    .map((step) => {
      if ('any' in step) return '[]';
      if ('index' in step) return `[${step.index}]`;
      return PLAIN_KEY.test(step.key) ? `.${step.key}` : `[${JSON.stringify(step.key)}]`;
    })
    .join('');
}

function unquote(text: string): string | null {
  try {
    return JSON.parse(text) as string;
  } catch {
    return null;
  }
}
