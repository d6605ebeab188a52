import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './browser.mjs';
import { interrupted } from './entry-readers.mjs';
import { begin, entry, post } from './entry-sender.mjs';
import { against, closeConnections, ms, none, percentile } from './measure.mjs';

const MILLION = 1_000_000;
const BATCH = 10_000;
const SENDERS = 3;
const ENTRIES_LIMIT = 10_000;
const FOLLOWED = 2_000;
const PER_SECOND = 200;
const SCREEN_LIMIT_MS = 500;
const FRAME_LIMIT_MS = 32;
const SCROLL_MS = 6_000;
const SPEED = 6_000;

/** The entries of one execution: taken in, scrolled, watched, and read by those who come back again and again. */
export async function entries({ server, say }) {
  const run = `entries-${Date.now().toString(36)}`;
  server.entriesSince = new Date().toISOString();
  try {
    return [
      ...(await takeIn(server, `${run}-million`, say)),
      ...(await scrolled(server, `${run}-million`, say)),
      ...(await watched(server, `${run}-gathered`, say, sendGathered)),
      ...(await watched(server, `${run}-single`, say, sendSingly)),
      ...(await interrupted(server, `${run}-interrupted`, say)),
    ];
  } finally {
    closeConnections();
  }
}

/** A million entries in batches, and how many of them are there. */
async function takeIn(server, id, say) {
  await begin(server, id, 'success');
  const bodies = Array.from({ length: MILLION / BATCH }, (_, k) => k);
  let sending = 0;
  let accepted = 0;
  const send = async () => {
    for (let k = bodies.shift(); k !== undefined; k = bodies.shift()) {
      const body = Array.from({ length: BATCH }, (_, n) => entry(k * BATCH + n + 1)).join('\n');
      const { status, text, ms: took } = await post(server, `/${id}/entries`, body);
      if (status !== 200) throw new Error(`not stored: ${status} ${text.slice(0, 200)}`);
      accepted += JSON.parse(text).accepted;
      sending += took;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: SENDERS }, send));
  const seconds = (performance.now() - began) / 1_000;
  const rate = accepted / seconds;
  say(
    `${accepted} entries in ${seconds.toFixed(1)} s; a batch takes ${ms(sending / (MILLION / BATCH))}`,
  );
  const what = `entries of one execution, ${SENDERS} senders, batches of ${BATCH}`;
  const print = (value) => `${Math.round(value)} /s`;
  const ratio = ENTRIES_LIMIT / rate;
  return [
    { what, ours: print(rate), limit: print(ENTRIES_LIMIT), ratio, holds: ratio <= 1 },
    none('of a million entries sent: lost', MILLION - accepted),
  ];
}

/** The screen of a million entries: how it scrolls, and whether every place has its line. */
async function scrolled(server, id, say) {
  const { context, close } = await openBrowser(server);
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}/p/${server.project}/executions/${id}?tab=entries`);
    const began = performance.now();
    await page.getByText(`${MILLION.toLocaleString('en')} lines`).waitFor({ timeout: 120_000 });
    say(`all ${MILLION} places are known after ${ms(performance.now() - began)}`);
    const jumps = await page.evaluate(jump, { jumps: 20 });
    const frames = await page.evaluate(scroll, { speed: SPEED, forMs: SCROLL_MS });
    say(`${frames.length} frames, median ${percentile(frames, 0.5).toFixed(1)} ms`);
    return [
      against(
        `scrolling ${MILLION} entries, a frame, 95 of 100`,
        percentile(frames, 0.95),
        FRAME_LIMIT_MS,
        ms,
      ),
      against(
        'a jump within them, until the lines are there, median',
        percentile(jumps, 0.5),
        500,
        ms,
      ),
    ];
  } finally {
    await close();
  }
}

/** Runs in the page: goes to places all over the log and gives the time until lines stand there. */
async function jump({ jumps }) {
  const box = document.querySelector('[role=treegrid]');
  const times = [];
  for (let n = 0; n < jumps; n += 1) {
    const began = performance.now();
    box.scrollTop = ((n * 7 + 3) % jumps) * (box.scrollHeight / jumps);
    const inSight = () => {
      const { top, bottom } = box.getBoundingClientRect();
      const rows = [...box.querySelectorAll('[role=row]')].filter((row) => {
        const place = row.getBoundingClientRect();
        return place.top >= top && place.bottom <= bottom;
      });
      return rows.length > 10 && rows.every((row) => row.hasAttribute('data-seq'));
    };
    do await new Promise((done) => requestAnimationFrame(done));
    while (!inSight());
    times.push(performance.now() - began);
  }
  return times;
}

function scroll({ speed, forMs }) {
  const box = document.querySelector('[role=treegrid]');
  box.scrollTop = box.scrollHeight / 2;
  return new Promise((resolve) => {
    const frames = [];
    let before = null;
    let began = null;
    const step = (now) => {
      began ??= now;
      if (before !== null) {
        frames.push(now - before);
        box.scrollTop += (speed * (now - before)) / 1_000;
      }
      before = now;
      if (now - began > forMs) return resolve(frames);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** A request for each entry, whatever became of those before. */
function sendSingly(server, id) {
  const sending = [];
  return {
    how: 'each in a request',
    send: (line) => sending.push(post(server, `/${id}/entries`, line)),
    end: () => Promise.all(sending),
  };
}

/** One request at a time: what comes meanwhile goes with the next, as a client that gathers does it. */
function sendGathered(server, id) {
  const waiting = [];
  let sending = null;
  const sendAll = async () => {
    while (waiting.length > 0) await post(server, `/${id}/entries`, waiting.splice(0).join('\n'));
    sending = null;
  };
  return {
    how: 'one request at a time',
    send: (line) => {
      waiting.push(line);
      sending ??= sendAll();
    },
    end: async () => sending,
  };
}

/** One producer sends entry after entry, another browser follows: from the producer to the screen. */
async function watched(server, id, say, senderOf) {
  await begin(server, id, 'running');
  const { context, close } = await openBrowser(server);
  const sender = senderOf(server, id);
  try {
    const page = await context.newPage();
    await post(server, `/${id}/entries`, entry(1));
    await page.goto(`${server.url}/p/${server.project}/executions/${id}?tab=entries`);
    await page.locator('[data-seq="1"]').waitFor();
    await page.getByText('Lines appear as they come').waitFor();
    await page.evaluate(note);
    const sentAt = new Map();
    const began = performance.now();
    for (let n = 2; n < FOLLOWED + 2; n += 1) {
      await sleep(Math.max(0, began + ((n - 2) * 1_000) / PER_SECOND - performance.now()));
      sentAt.set(n, Date.now());
      sender.send(entry(n));
    }
    await sender.end();
    await sleep(3_000);
    const drawn = new Map(await page.evaluate(() => globalThis.benchSeen()));
    const reached = reachedAt(drawn, FOLLOWED + 1);
    const waits = [...sentAt].flatMap(([seq, at]) => {
      const shown = reached.get(seq);
      return shown === undefined ? [] : [shown - at];
    });
    const held = Number(
      /[\d,]+(?= lines)/.exec(await page.innerText('body'))?.[0].replace(/,/g, ''),
    );
    say(
      `${sender.how}: ${held} lines held, ${drawn.size} drawn; p50 ${ms(percentile(waits, 0.5))}, last ${ms(waits.at(-1) ?? Number.NaN)}`,
    );
    const what = `an entry from its producer to another screen, ${PER_SECOND} a second, ${sender.how}`;
    return [
      against(`${what}, p99`, percentile(waits, 0.99), SCREEN_LIMIT_MS, ms),
      none(`${what}: never there`, FOLLOWED + 1 - held),
    ];
  } finally {
    await close();
  }
}

/** When the screen had come to each line: a burst moves some past it before they are drawn. */
function reachedAt(drawn, last) {
  const reached = new Map();
  let at;
  for (let seq = last; seq > 0; seq -= 1) {
    const own = drawn.get(seq);
    if (own !== undefined) at = at === undefined ? own : Math.min(at, own);
    if (at !== undefined) reached.set(seq, at);
  }
  return reached;
}

/** Runs in the page: notes when each line is drawn for the first time, by the clock of the machine. */
function note() {
  const seen = new Map();
  const look = () => {
    for (const row of document.querySelectorAll('[data-seq]')) {
      const seq = Number(row.getAttribute('data-seq'));
      if (!seen.has(seq)) seen.set(seq, Date.now());
    }
  };
  const box = document.querySelector('[role=treegrid]');
  new MutationObserver(look).observe(box, { childList: true, subtree: true, attributes: true });
  globalThis.benchSeen = () => [...seen];
}
