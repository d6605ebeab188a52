import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { begin, entry, post } from './entry-sender.mjs';
import { none } from './measure.mjs';

const RECONNECTS = 1_000;
const READERS = 8;

/** Readers who lose the line again and again, anywhere in an event, while others write. */
export async function interrupted(server, id, say) {
  await begin(server, id, 'running');
  const total = 20_000;
  const writing = (async () => {
    for (let from = 1; from <= total; from += 100) {
      const body = Array.from({ length: 100 }, (_, n) => entry(from + n)).join('\n');
      const { status } = await post(server, `/${id}/entries`, body);
      if (status !== 200) throw new Error(`not stored: ${status}`);
    }
    await begin(server, id, 'success');
  })();
  const agent = new Agent({ keepAlive: false, maxSockets: READERS });
  let visits = 0;
  const readers = Array.from({ length: READERS }, async (_, reader) => {
    const seqs = [];
    let place = '';
    for (let turn = 0; ; turn += 1) {
      const most =
        turn < RECONNECTS / READERS ? 2_000 + ((turn * 7_919 + reader) % 30_000) : Infinity;
      const found = await visit(server, id, place, { most, agent });
      visits += 1;
      seqs.push(...found.seqs);
      place = found.place;
      if (found.isOver) return seqs;
      await sleep((turn * 31) % 60);
    }
  });
  const read = await Promise.all(readers);
  await writing;
  agent.destroy();
  say(`${visits} visits of ${READERS} readers`);
  const lost = read.reduce((sum, seqs) => sum + total - new Set(seqs).size, 0);
  const twice = read.reduce((sum, seqs) => sum + seqs.length - new Set(seqs).size, 0);
  const what = `entries read over ${visits} broken lines`;
  return [none(`${what}: lost`, lost), none(`${what}: given twice`, twice)];
}

/** Reads from a place until some bytes have come, then breaks off; what was whole counts. */
function visit(server, id, place, { most, agent }) {
  const headers = { authorization: `Bearer ${server.apiKey}`, 'last-event-id': place };
  const found = { seqs: [], place, isOver: false };
  return new Promise((resolve, reject) => {
    const url = `${server.url}/api/v1/executions/${id}/entries/stream`;
    const request = get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${answer.statusCode} for a reader`));
      let rest = '';
      let bytes = 0;
      answer.setEncoding('utf8');
      answer.on('error', () => undefined);
      answer.on('close', () => resolve(found));
      answer.on('data', (chunk) => {
        const whole = chunk.slice(0, Math.max(0, most - bytes));
        bytes += chunk.length;
        const blocks = (rest + whole).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, type] = /^event: (.*)$/m.exec(block) ?? [];
          const [, at] = /^id: (.*)$/m.exec(block) ?? [];
          found.place = at ?? found.place;
          if (type === 'entry')
            found.seqs.push(JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}').seq);
          if (type === 'end') found.isOver = true;
        }
        if (bytes >= most || found.isOver) request.destroy();
      });
    });
    request.on('error', () => resolve(found));
  });
}
