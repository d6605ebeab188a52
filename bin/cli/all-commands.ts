import { actionLogs } from './action-logs';
import { bundle } from './bundle';
import { completion } from './completion';
import type { Command } from './define-command';
import { doctor } from './doctor/doctor';
import { exportRuns } from './export/export-runs';
import { get } from './get';
import { importRuns } from './import/import-runs';
import { list } from './list';
import { retry } from './retry';
import { tail } from './tail';
import { verify } from './verify';

/** Every command that is no server; usage and completion are made of them. */
export const ALL_COMMANDS: readonly Command[] = [
  ...[list, tail, get, actionLogs, bundle, verify, retry],
  ...[exportRuns, importRuns, doctor, completion],
];
