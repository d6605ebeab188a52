import { cutText } from './cut-text';
import { foldMessage, plainText } from './fold-message';
import { canonicalTemplate } from './placeholder';
import { raiseTemplate } from './raise-template';
import { readStack } from './read-stack';
import { type Frame, raisingFrame, readTracebacks, type Traceback } from './read-traceback';
import type { FailureOutput } from './stderr-tail';

/**
 * Counts up when the same failure would be grouped in another way; groups of before keep their
 * executions, and new ones begin.
 */
const GROUPING_VERSION = 1;

/** What a failed execution says about why. */
export interface FailureEvidence extends FailureOutput {
  /** Whole. */
  validationMessage: string | null;
  raisedAction: string | null;
  actionKeys: readonly string[];
  targetRecordId: string | null;
  requestId: string | null;
  /** The action's code as a JSON string literal. */
  codeJson: string | null;
}

/** Why executions are one group: each part is shown, and together they are the fingerprint. */
export interface FailureSignature {
  exceptionType: string | null;
  /** The message with its variable parts folded; empty for a failure without a message. */
  template: string;
  /** `check_part: revision = part["revision"]`: function and line of the code that raised. */
  frame: string | null;
  actionKey: string | null;
}

/** Recorded where an action ends without raising anything of its own. */
const OUTCOME_TYPES: Record<string, string> = {
  exit: 'SystemExit',
  timeout: 'Timeout',
  killed: 'Killed',
};
/** Ended from outside: what it printed before is not why. */
const ENDED_FROM_OUTSIDE = new Set(['timeout', 'killed']);

const TYPE_IN_MESSAGE =
  /^((?:[A-Za-z_]\w{0,100}\.){0,10}[A-Z]\w{0,100}(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group|Fault|Failure|Timeout|NotFound))(?:: |:?$)/;
/** What an action raises on purpose comes as its bare message. */
const EXPECTED = 'ValidationError';

const MAX_FRAME_LENGTH = 300;
const MAX_TYPE_LENGTH = 200;
/** Of the code: enough for a statement over many lines. */
const MAX_STATEMENT_LENGTH = 2_000;
const MAX_CODE_LENGTH = 1_000_000;

/** Null for a failure that says nothing at all. Deterministic; never throws. */
export function failureSignature(evidence: FailureEvidence): FailureSignature | null {
  const traceback = findTraceback(evidence);
  const frame = traceback ? raisingFrame(traceback.frames) : null;
  const { exceptionType, message } = readMessage(evidence, traceback);
  if (exceptionType === null && message === '') return null;
  const line = frame?.text ?? null;
  const known = [
    { value: evidence.targetRecordId, as: 'record' as const },
    { value: evidence.requestId, as: 'request' as const },
  ];
  const template =
    templateOfCode(frame, evidence.codeJson, message) ??
    foldMessage(message, { exceptionType, line, known });
  return {
    exceptionType:
      exceptionType === null ? null : cutText(plainText(exceptionType), MAX_TYPE_LENGTH),
    template,
    frame: frame && cutText(plainText(printFrame(frame)), MAX_FRAME_LENGTH),
    actionKey: evidence.raisedAction ?? evidence.actionKeys[0] ?? null,
  };
}

/** What the fingerprint is the hash of. */
export function signatureText(signature: FailureSignature): string {
  const { exceptionType, template, frame, actionKey } = signature;
  return JSON.stringify([
    GROUPING_VERSION,
    exceptionType,
    canonicalTemplate(template),
    frame,
    actionKey,
  ]);
}

/** The last one raised that says what the message says; without such a one, the last one raised. */
function findTraceback(evidence: FailureEvidence): Traceback | null {
  const { stderr, outcome, validationMessage } = evidence;
  if (stderr === null || ENDED_FROM_OUTSIDE.has(outcome ?? '')) return null;
  const all = readTracebacks(stderr);
  const agrees = ({ exceptionType, message }: Traceback) => {
    const [first = ''] = (validationMessage ?? '').split('\n', 1);
    return first === message || first.endsWith(`${shortName(exceptionType)}: ${message}`);
  };
  const agreeing = validationMessage === null ? undefined : all.findLast(agrees);
  return agreeing ?? all.at(-1) ?? readStack(stderr);
}

function readMessage(
  { validationMessage, stderr, outcome, exitCode }: FailureEvidence,
  traceback: Traceback | null,
): { exceptionType: string | null; message: string } {
  const ended = OUTCOME_TYPES[outcome ?? ''] ?? null;
  if (traceback) {
    const { exceptionType } = traceback;
    const message = validationMessage ?? traceback.message;
    return { exceptionType, message: withoutType(message, exceptionType) };
  }
  if (validationMessage !== null && validationMessage !== '') {
    const inMessage = TYPE_IN_MESSAGE.exec(validationMessage.slice(0, 1_000))?.[1] ?? null;
    const exceptionType = inMessage ?? ended ?? EXPECTED;
    return { exceptionType, message: withoutType(validationMessage, inMessage) };
  }
  const lastLine = stderr?.trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (lastLine !== '') return { exceptionType: ended, message: lastLine };
  if (ended && exitCode) return { exceptionType: ended, message: `exit code ${exitCode}` };
  return { exceptionType: ended, message: '' };
}

function withoutType(message: string, exceptionType: string | null): string {
  if (exceptionType === null) return message;
  for (const name of [exceptionType, shortName(exceptionType)]) {
    if (message === name) return '';
    if (message.startsWith(`${name}:`)) return message.slice(name.length + 1).trimStart();
  }
  return message;
}

const shortName = (exceptionType: string) =>
  exceptionType.slice(exceptionType.lastIndexOf('.') + 1);

/** The text of the line rather than its number, so that an edit above it splits nothing. */
function printFrame({ function: name, text, line }: Frame): string {
  const where = text ?? (line > 0 ? `line ${line}` : null);
  return [name, where].filter((part) => part !== null).join(': ');
}

/** Tried on the line as printed, then on the code itself, where the statement goes on below. */
function templateOfCode(frame: Frame | null, codeJson: string | null, message: string) {
  if (!frame?.text?.startsWith('raise ')) return null;
  const printed = raiseTemplate(frame.text, message);
  const statement = printed === null ? statementAt(codeJson, frame) : null;
  const template = printed ?? (statement && raiseTemplate(statement, message));
  return template ? foldSpaces(template) : null;
}

const foldSpaces = (template: string) => cutText(plainText(template), 500);

function statementAt(codeJson: string | null, { file, line, text }: Frame): string | null {
  if (codeJson === null || codeJson.length > MAX_CODE_LENGTH || file !== '<action>') return null;
  const code = JSON.parse(codeJson) as string;
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    at = code.indexOf('\n', at) + 1;
    if (at === 0) return null;
  }
  const statement = code.slice(at, at + MAX_STATEMENT_LENGTH).trimStart();
  return text !== null && statement.startsWith(text) ? statement : null;
}
