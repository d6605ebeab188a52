import { createHash } from 'node:crypto';
import { isFailing } from '@/lib/domain/error-group';
import {
  type FailureEvidence,
  type FailureSignature,
  failureSignature,
  signatureText,
} from '@/lib/domain/failure-signature';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import { readFailureOutput } from '@/lib/domain/stderr-tail';

/** To which group a failed execution belongs, and why. */
export interface Failure {
  /** 16 hex digits. */
  fingerprint: string;
  signature: FailureSignature;
}

/** What a message alone says; null when it is not about a failure. */
export function failureOf(execution: IncomingExecution): Failure | null {
  if (!isFailing(execution.status)) return null;
  return groupOf({
    ...readFailureOutput(execution.outputText),
    validationMessage: execution.validationMessage,
    raisedAction: execution.raisedAction,
    actionKeys: execution.actions.map(({ key }) => key),
    targetRecordId: execution.targetRecordId,
    requestId: execution.requestId,
    codeJson: execution.code?.sourceJson ?? null,
  });
}

/** The group of a failure, or null when it says nothing at all. */
export function groupOf(evidence: FailureEvidence): Failure | null {
  const signature = failureSignature(evidence);
  if (!signature) return null;
  const hash = createHash('sha256').update(signatureText(signature)).digest('hex');
  return { fingerprint: hash.slice(0, 16), signature };
}
