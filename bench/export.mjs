import { request } from 'node:http';
import { against } from './measure.mjs';

const ROWS = 100_000;
/** Executions a second. */
const LIMIT = 20_000;
/** Of which the median counts; one more before them warms the code up. */
const ROUNDS = 3;

/** A hundred thousand executions as NDJSON, from the newest on, as whoever exports reads them. */
export async function exportRows({ server, say }) {
  const rates = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    const bytes = await read(server, ROWS);
    const seconds = (performance.now() - began) / 1_000;
    say(`round ${round}: ${seconds.toFixed(2)} s, ${Math.round(bytes / 1_000_000)} MB`);
    if (round > 0) rates.push(ROWS / seconds);
  }
  const rate = rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  // As a time, so that less is better as everywhere.
  return [
    against(
      `${ROWS.toLocaleString('en')} executions exported as NDJSON`,
      ROWS / rate,
      ROWS / LIMIT,
      (seconds) => `${seconds.toFixed(2)} s (${Math.round(ROWS / seconds).toLocaleString('en')}/s)`,
    ),
  ];
}

/** Bytes of so many rows; the rest is not asked for. */
function read(server, rows) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${server.apiKey}` };
    const sent = request(`${server.url}/api/v1/export?format=ndjson`, { headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`answered ${answer.statusCode}`));
      let left = rows;
      let bytes = 0;
      answer.on('data', (chunk) => {
        bytes += chunk.length;
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) left -= 1;
        if (left > 0) return;
        resolve(bytes);
        sent.destroy();
      });
      answer.on('end', () => reject(new Error(`it ended ${left} rows early`)));
      // What was destroyed on purpose has been resolved before.
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
