import { actionLogs } from './action-logs';
import { bundle } from './bundle';
import { exportRuns } from './export/export-runs';
import { get } from './get';
import { importRuns } from './import/import-runs';
import { list } from './list';
import { retry } from './retry';
import { verify } from './verify';

/** Every command that this program answers itself; usage and completion are made of them. */
export const ALL_COMMANDS = [list, get, actionLogs, bundle, verify, retry, importRuns, exportRuns];
