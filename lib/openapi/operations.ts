import { DIALECT_OPERATIONS } from './dialect-operations';
import { FIND_OPERATIONS } from './find-operations';
import type { Operation } from './operation';
import { READ_OPERATIONS } from './read-operations';
import { RERUN_OPERATIONS } from './rerun-operations';
import { SEND_OPERATIONS } from './send-operations';
import { SERVICE_OPERATIONS } from './service-operations';

/** Every operation of the API. A route without one here fails the test. */
export const OPERATIONS: readonly Operation[] = [
  ...SEND_OPERATIONS,
  ...FIND_OPERATIONS,
  ...READ_OPERATIONS,
  ...RERUN_OPERATIONS,
  ...DIALECT_OPERATIONS,
  ...SERVICE_OPERATIONS,
];
