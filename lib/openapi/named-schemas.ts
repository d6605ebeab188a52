import type { z } from 'zod';
import { appendVerdictsSchema } from '@/lib/contract/append-report';
import { attemptListSchema, attemptSchema } from '@/lib/contract/attempt-schema';
import { executionChangesSchema } from '@/lib/contract/change-schema';
import { entryListSchema, entrySchema } from '@/lib/contract/entry-schema';
import {
  entryMessageSchema,
  executionMessageSchema,
  stepLineSchema,
  stepMessageSchema,
} from '@/lib/contract/execution-message-schema';
import {
  executionListSchema,
  executionSchema,
  executionSummarySchema,
  statusSchema,
  verdictNameSchema,
} from '@/lib/contract/execution-schema';
import { ingestVerdictsSchema } from '@/lib/contract/ingest-report';
import {
  appendProblemSchema,
  ingestProblemSchema,
  notRetryableSchema,
  problemSchema,
} from '@/lib/contract/problem-schema';
import {
  retryAnswerSchema,
  retryRequestSchema,
  steerAnswerSchema,
} from '@/lib/contract/retry-schema';
import { stepListSchema, stepSchema } from '@/lib/contract/step-schema';
import { verdictReportSchema } from '@/lib/contract/verdict-report';
import { verdictDecisionSchema, verdictSchema } from '@/lib/contract/verdict-schema';
import { alterationSchema } from '@/lib/contract/wire-fields';
import { actionLogRefusalSchema, actionLogSchema } from '@/lib/dialects/action-log-schema';
import {
  flowLogPageSchema,
  flowLogRefusalSchema,
  lineFlowLogSchema,
  mainFlowLogSchema,
  subFlowLogSchema,
} from '@/lib/dialects/akinon/flow-log-schema';
import {
  logAnswerSchema,
  logExportSchema,
  otlpStatusSchema,
  traceAnswerSchema,
  traceExportSchema,
} from '@/lib/dialects/otlp/otlp-schema';
import { runLogSchema } from '@/lib/dialects/run-log-schema';
import { zipRequestSchema } from '@/lib/query-state/zip-request';

/** What answers hold, under the names that clients get for it. */
export const ANSWER_SCHEMAS = {
  Status: statusSchema,
  Reproducibility: verdictNameSchema,
  Alteration: alterationSchema,
  ExecutionSummary: executionSummarySchema,
  Execution: executionSchema,
  ExecutionList: executionListSchema,
  ExecutionChanges: executionChangesSchema,
  Step: stepSchema,
  StepList: stepListSchema,
  Entry: entrySchema,
  EntryList: entryListSchema,
  Attempt: attemptSchema,
  AttemptList: attemptListSchema,
  IngestReport: ingestVerdictsSchema,
  AppendReport: appendVerdictsSchema,
  RetryAnswer: retryAnswerSchema,
  SteerAnswer: steerAnswerSchema,
  Verdict: verdictSchema,
  VerdictDecision: verdictDecisionSchema,
  Problem: problemSchema,
  IngestProblem: ingestProblemSchema,
  AppendProblem: appendProblemSchema,
  NotRetryable: notRetryableSchema,
  RunLog: runLogSchema,
  ActionLog: actionLogSchema,
  ActionLogRefusal: actionLogRefusalSchema,
  MainFlowLog: mainFlowLogSchema,
  SubFlowLog: subFlowLogSchema,
  LineFlowLog: lineFlowLogSchema,
  FlowLogPage: flowLogPageSchema,
  FlowLogRefusal: flowLogRefusalSchema,
  TraceAnswer: traceAnswerSchema,
  LogAnswer: logAnswerSchema,
  OtlpStatus: otlpStatusSchema,
} as const satisfies Record<string, z.ZodType>;

/** What requests hold. */
export const REQUEST_SCHEMAS = {
  ExecutionMessage: executionMessageSchema,
  StepMessage: stepMessageSchema,
  StepLine: stepLineSchema,
  EntryMessage: entryMessageSchema,
  RetryRequest: retryRequestSchema,
  VerdictReport: verdictReportSchema,
  ZipRequest: zipRequestSchema,
  TraceExport: traceExportSchema,
  LogExport: logExportSchema,
} as const satisfies Record<string, z.ZodType>;

export type SchemaName = keyof typeof ANSWER_SCHEMAS | keyof typeof REQUEST_SCHEMAS;
