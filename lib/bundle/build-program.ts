import { jsonOrNull } from './json-or-null';
import { LAUNCHER } from './launcher';
import { recordText } from './record-text';
import { replayText } from './replay-text';

export interface ProgramSource {
  /** The exact code; may hold NUL, lone surrogates, CRLF. */
  code: string;
  /** Raw JSON text; null: `{}`. */
  contextText: string | null;
  /** JSON text of what is decided before the run: environment, time zone, stdin … */
  frozenText: string;
}

/**
 * What a run on this server runs: a bundle whose runtime also records, in the layout that any code
 * survives, as the recorder of clients/python makes it. Nobody reads it.
 */
export function buildProgram({ code, contextText, frozenText }: ProgramSource): string {
  const lines = code.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return [
    '#!/usr/bin/env python3',
    '# -*- coding: utf-8 -*-',
    '# A run being recorded by Runlens',
    LAUNCHER,
    '#>>> action json',
    ...lines.map((line) => `#| ${JSON.stringify(line)}`),
    '#<<< action',
    '',
    'CONTEXT = r"""',
    jsonOrNull(contextText) ?? (contextText === null ? '{}' : 'null'),
    '"""',
    '',
    'RECORDED = r"""',
    `{"frozen": ${frozenText}}`,
    '"""',
    '',
    '#=== runtime ===',
    replayText + recordText,
  ].join('\n');
}
