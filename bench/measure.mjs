import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * What one part found. `ratio` is ours to the limit's basis where there is one, else ours to the limit.
 * @typedef {{ what: string, ours: string, limit: string, ratio: number, holds: boolean }} Finding
 */

/** @param {readonly number[]} values @param {number} share from 0 to 1 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;

/**
 * A figure against a limit of its own.
 * @param {string} what @param {number} value @param {number} limit @param {(value: number) => string} print
 * @returns {Finding}
 */
export function against(what, value, limit, print) {
  const ratio = value / limit;
  return { what, ours: print(value), limit: print(limit), ratio, holds: ratio <= 1 };
}

/** What may not be there at all. @param {string} what @param {number} count @returns {Finding} */
export const none = (what, count) => ({
  what,
  ours: String(count),
  limit: '0',
  ratio: count,
  holds: count === 0,
});

/**
 * One request over a connection that is kept, read to its end.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} [options]
 * @returns {Promise<{ status: number, text: string, ms: number }>}
 */
export function ask(url, { method = 'GET', headers, body } = {}) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { method, headers, agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const took = performance.now() - began;
        const text = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, text, ms: took });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function closeConnections() {
  agent.destroy();
}

/**
 * Runs the cases in turn, round after round, so that what else the machine does meets all of them alike:
 * there and back, so that none always comes behind the same one, whose garbage it would pay for.
 * @param {Record<string, (round: number) => Promise<number>>} cases each answers with its milliseconds
 * @param {{ rounds: number, warmUp: number }} options
 * @returns {Promise<Record<string, number[]>>}
 */
export async function interleave(cases, { rounds, warmUp }) {
  const taken = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    const there = Object.entries(cases);
    for (const [name, run] of round % 2 === 0 ? there : there.toReversed()) {
      const took = await run(round + warmUp);
      if (round >= 0) taken[name].push(took);
    }
  }
  return taken;
}
