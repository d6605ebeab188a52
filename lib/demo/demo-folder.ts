import { join } from 'node:path';

/** The start command works in the project's folder. */
export const DEMO_FOLDER = join(process.cwd(), 'prisma/scenarios/demo');
