import type { BundleSource } from './bundle-source';
import { LAUNCHER } from './launcher';
import { type BundleLayout, type BundlePlan, planBundle } from './plan-bundle';
import { prettyJson } from './pretty-json';

const RECORDED_USE = [
  '# python3 FILE            runs the action below and gives the output that was recorded',
  '# python3 FILE --verify   runs it and compares; --help tells the rest',
];
const OTHER_USE = [
  '# python3 FILE            runs the action below with the context below; --help tells the rest',
];

const MAX_COMMENT_LENGTH = 300;

/** One line whatever the value holds: line ends of any kind, marks that turn or hide text. */
function comment(name: string, value: string | null): string[] {
  if (value === null || value === '') return [];
  const shown = value
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
    .slice(0, MAX_COMMENT_LENGTH)
    .replace(/\p{Surrogate}/gu, '?');
  return [`# ${name}: ${shown}`];
}

function header(source: BundleSource, isRecorded: boolean): string[] {
  const time = source.createdAt.getTime();
  return [
    '#!/usr/bin/env python3',
    '# -*- coding: utf-8 -*-',
    ...comment('Execution log', source.id),
    ...comment('Own id', source.externalId),
    ...comment('Created at', Number.isNaN(time) ? null : source.createdAt.toISOString()),
    ...comment(
      'Ran on',
      [source.event, source.target, source.targetRecordId ?? ''].join(' ').trim(),
    ),
    ...comment('Actions', source.actionKeys.join(', ')),
    ...comment('Status', source.status),
    ...comment('Raised by', source.raisedAction),
    ...comment('Message', source.validationMessage),
    ...comment('Link', source.link),
    ...comment('Output', isRecorded ? null : 'not recorded: nothing to compare with'),
    ...comment('Edited', (source.edited ?? []).join(' and ')),
    '#',
    ...(isRecorded ? RECORDED_USE : OTHER_USE),
    LAUNCHER,
    '',
  ];
}

function codeSection(code: string, layout: BundleLayout): string[] {
  if (layout.kind === 'json') {
    const lines = code.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return [
      '#>>> action json',
      ...lines.map((line) => `#| ${JSON.stringify(line).replace(/[\u0080-\uffff]/g, escapeUnit)}`),
      '#<<< action',
    ];
  }
  const ends = code.endsWith('\n');
  const quote = layout.kind === 'quoted' ? layout.quote : '';
  const hidden = layout.kind === 'plain' && layout.hideFuture;
  const shown = hidden ? code.replace(FUTURE_LINES, '$1#~ ') : code;
  const begin = `${quote ? `r${quote}` : ''}#>>> action${ends ? '' : ' no-eol'}${hidden ? ' future' : ''}`;
  return [begin, ends ? shown.slice(0, -1) : shown, `${quote}#<<< action`];
}

/** Python takes `from __future__` only at the top of a file; the runtime takes the mark off again. */
const FUTURE_LINES = /(^|\r\n|\n|\r)(?=[ \t]*from[ \t]+__future__[ \t])/g;

/** Control characters such as U+0085 and lone surrogates would not survive an editor. */
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

function section(name: string, text: string | null): string[] {
  return ['', `${name} = r"""`, text === null ? 'null' : prettyJson(text), '"""'];
}

export interface Bundle extends Pick<BundlePlan, 'name' | 'isRecorded' | 'python'> {
  text: string;
}

/** The one-file Python program that gives the output of an execution. `runtimeText`: replayText. */
export function buildBundle(source: BundleSource, runtimeText: string): Bundle {
  const plan = planBundle(source);
  const lines = [
    ...header(source, plan.isRecorded),
    ...codeSection(source.code, plan.layout),
    ...section('CONTEXT', plan.contextText ?? (source.contextText === null ? '{}' : null)),
    ...section('RECORDED', plan.recordedText),
    '',
    '#=== runtime ===',
    runtimeText,
  ];
  const { name, isRecorded, python } = plan;
  return { name, isRecorded, python, text: lines.join('\n') };
}
