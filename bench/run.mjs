// All benches against a server of their own; writes bench/RESULTS.md.
//   node bench/run.mjs [--rows N] [--data FOLDER] [part ...]
// --data keeps the database in that folder, and loads it only when it is empty.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { signIn } from './browser.mjs';
import { bundle } from './bundle.mjs';
import { clientWeight } from './client-weight.mjs';
import { counts } from './counts.mjs';
import { dialectLists } from './dialect-lists.mjs';
import { entries } from './entries.mjs';
import { exportRows } from './export.mjs';
import { grid } from './grid.mjs';
import { httpLists } from './http-lists.mjs';
import { live } from './live.mjs';
import { load } from './load.mjs';
import { lostWorker } from './lost-worker.mjs';
import { memory } from './memory.mjs';
import { otlp } from './otlp.mjs';
import { pageWeight } from './page-weight.mjs';
import { quickViewStep } from './quick-view-step.mjs';
import { runInBrowser } from './run-in-browser.mjs';
import { sandbox } from './sandbox.mjs';
import { startServer } from './server.mjs';
import { worker } from './worker.mjs';
import { zip } from './zip.mjs';

/** In the order in which they run: what the server holds is asked last. */
const PARTS = {
  'http-lists': httpLists,
  counts,
  'page-weight': pageWeight,
  'client-weight': clientWeight,
  'quick-view-step': quickViewStep,
  grid,
  zip,
  bundle,
  live,
  entries,
  otlp,
  'dialect-lists': dialectLists,
  export: exportRows,
  'run-in-browser': runInBrowser,
  worker,
  'lost-worker': lostWorker,
  sandbox,
  memory,
};

const { values, positionals } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, data: { type: 'string' } },
  allowPositionals: true,
});
const rows = Number(values.rows);
const unknown = positionals.filter((name) => !(name in PARTS));
if (!Number.isInteger(rows) || rows < 25_000 || unknown.length > 0) {
  console.error(
    `usage: node bench/run.mjs [--rows N, at least 25000] [--data FOLDER] [${Object.keys(PARTS).join(' ')}]`,
  );
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(PARTS);

// What else the machine does: milliseconds and seconds mean little beside other work.
const [busy] = loadavg();
const server = await startServer(values.data);
// Asked to stop, it must not leave a server and its data behind.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => server.stop().finally(() => process.exit(1)));
}
const findings = [];
try {
  const executions = await load({
    databaseUrl: server.databaseUrl,
    rows,
    projectKey: server.project,
    say: (line) => console.log(`load: ${line}`),
  });
  const chromium = await signIn(server);
  for (const name of Object.keys(PARTS).filter((part) => names.includes(part))) {
    findings.push(
      ...(await PARTS[name]({ server, say: (line) => console.log(`${name}: ${line}`) })),
    );
  }
  const text = report(chromium, executions);
  console.log(`\n${text}`);
  // A part of the parts is for looking, not for the record.
  if (positionals.length === 0) writeFileSync(new URL('RESULTS.md', import.meta.url), text);
} finally {
  await server.stop();
}
process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;

function report(chromium, executions) {
  const [cpu] = cpus();
  const lines = findings.map(
    ({ what, ours, limit, ratio, holds }) =>
      `| ${what} | ${ours} | ${limit} | ${ratio.toFixed(2)} | ${holds ? 'yes' : '**no**'} |`,
  );
  const held = findings.filter(({ holds }) => holds).length;
  return `# Results

Written by \`npm run bench\`; every ratio is of one run. A list's ratio is its median to the median of
one execution by its id, and may be 6 (one filter of the query language 8, a part of a text 12, five
filters at once 30, facets and histogram 40); any other ratio is ours to the limit, and may be 1.

| | |
|---|---|
| date | ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC |
| machine | ${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB |
| load average before | ${busy.toFixed(1)} |
| Node | ${process.version} |
| PostgreSQL | ${server.postgresVersion} |
| Chromium | ${chromium} |
| executions | ${executions.toLocaleString('en')} |

${held} of ${findings.length} hold.

| what | ours | limit | ratio | holds |
|---|---|---|---|---|
${lines.join('\n')}
`;
}
