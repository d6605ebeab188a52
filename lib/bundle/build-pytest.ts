import type { PinnedRun } from '@/lib/domain/pinned-case';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { caseSource } from './case-source';
import { CASES_TEMPLATE } from './cases-template';
import { LAUNCHER } from './launcher';
import { planBundle } from './plan-bundle';
import { prettyJson } from './pretty-json';
import { pythonText } from './python-text';
import { replayText } from './replay-text';

/** What of a recording a case has to give again. */
const EXPECTED = new Set([
  'outcome',
  'validation_message',
  'stdout',
  'stdout_base64',
  'stdout_bytes',
  'stdout_sha256',
]);

const MAX_NAME_LENGTH = 60;

/** A name that Python takes, which says no more than ASCII can. */
function identifier(text: string): string {
  const word = text.replace(/[^A-Za-z0-9]+/g, '_').slice(0, MAX_NAME_LENGTH);
  return word.replace(/^_+|_+$/g, '').toLowerCase();
}

/** One line whatever it holds: it stands in a comment. */
function comment(text: string): string {
  return `# ${text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?').replace(/\p{Surrogate}/gu, '?')}`;
}

/** JSON cannot end a raw string by itself: three quotes in a row are never in it. */
const jsonText = (json: string) => `r"""\n${json}\n"""`;

/** The members in the producer's own characters: a parse would change large numbers. */
function expectedOf(recordedText: string): string {
  const scan = scanRawJson(recordedText, { allowNonFinite: true });
  const members = scan.ok ? scan.json.members : [];
  const kept = members.filter(({ key }) => EXPECTED.has(key));
  return `{${kept.map(({ keyStart, end }) => recordedText.slice(keyStart, end)).join(',')}}`;
}

function testOf(actionKey: string, run: PinnedRun, index: number): string {
  const plan = planBundle(caseSource(actionKey, run));
  const context = plan.contextText ?? (run.contextText === null ? '{}' : 'null');
  const recorded = plan.recordedText ?? 'null';
  const name = ['test', index + 1, identifier(run.name)].filter((part) => part !== '').join('_');
  return `    ${comment(`${run.name}, execution ${run.executionId}`)}
    def ${name}(self):
        self.check(${jsonText(prettyJson(context))}, ${jsonText(recorded)}, ${jsonText(expectedOf(recorded))})
`;
}

/**
 * All cases of an action as one file of tests, for pytest and, where that is not installed, for
 * python3 alone. Each runs the code in a process of its own, as a download does, and has to end as
 * recorded: outcome, message and stdout.
 *
 * @param code what all of them run
 */
export function buildPytest(
  actionKey: string,
  code: string,
  runs: readonly PinnedRun[],
): { name: string; text: string } {
  const name = `test_${identifier(actionKey) || 'action'}.py`;
  const text = `#!/usr/bin/env python3
# -*- coding: utf-8 -*-
${comment(`Cases of the action ${actionKey}`)}
#
# pytest FILE, or python3 FILE, runs CODE with the context of each case and compares how it ends and
# what it prints with what was recorded. Edit CODE and run it again.
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

CODE = ${pythonText(code)}

${CASES_TEMPLATE}
${runs.map((run, index) => testOf(actionKey, run, index)).join('\n')}

# ---- what a download ends with: it runs the code as it was recorded ------------------------------

LAUNCHER = ${pythonText(LAUNCHER)}
RUNTIME = ${pythonText(replayText)}

if __name__ == "__main__":
    unittest.main()
`;
  return { name, text };
}
