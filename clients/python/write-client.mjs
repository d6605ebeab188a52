// Writes runlens.py, the one file that people copy, out of its parts.
import { writeFileSync } from 'node:fs';
import { joinParts } from './join-parts.mjs';

writeFileSync(new URL('runlens.py', import.meta.url), joinParts());
