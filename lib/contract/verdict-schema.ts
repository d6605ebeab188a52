import { z } from 'zod';
import { verdictNameSchema } from './execution-schema';
import { momentField, sha256Field } from './wire-fields';

const differenceSchema = z
  .object({
    part: z.string().describe('Of the output, as `stdout`'),
    diff: z.string().describe('Unified'),
  })
  .describe('A part of the output that did not come out as recorded');

/** The verdict of an execution on the wire. */
export const verdictSchema = z
  .object({
    execution_id: z.uuid(),
    verdict: verdictNameSchema,
    python: z.string().nullable().describe('The version that the rerun had'),
    implementation: z.enum(['cpython', 'pyodide']).nullable(),
    bundle_sha256: sha256Field.nullable().describe('Of the file that was run'),
    source: z.enum(['verify', 'browser', 'runner']).nullable().describe('Who ran it'),
    reported_at: momentField.nullable(),
    reported_by: z.string().nullable(),
    masked: z.boolean().nullable().describe('The same but for memory addresses'),
    differences: z.array(differenceSchema),
  })
  .describe('The verdict of an execution, with the rerun that decided it');

/** What became of a report. */
export const verdictDecisionSchema = z
  .object({
    verdict: verdictNameSchema,
    counted: z.boolean().describe('Whether the report decided it'),
    reason: z.string(),
  })
  .describe('What a reported rerun made of the verdict');
