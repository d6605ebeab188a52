import { expect, it } from 'vitest';
import { KeyMinute } from './key-minute';

/** What processes share: how many were taken, and how often somebody asked. */
function sharedOf(limit: number) {
  const shared = { taken: 0, questions: 0 };
  const take = async (many: number) => {
    shared.questions += 1;
    shared.taken += many;
    return shared.taken;
  };
  return { shared, open: () => new KeyMinute(limit, take) };
}

const answeredOf = async (processes: readonly KeyMinute[], requests: number) => {
  const turns = Array.from({ length: requests }, (_, n) => processes[n % processes.length]);
  const left = await Promise.all(turns.map((process) => process?.use()));
  return left.filter((one) => one !== null).length;
};

it('lets several processes together answer as many as the limit says, however they come', async () => {
  for (const limit of [1, 2, 3, 127, 128, 1_000]) {
    const { open } = sharedOf(limit);
    expect(await answeredOf([open(), open(), open()], limit * 3), `${limit}`).toBe(limit);
  }
});

it('holds back little of the limit where another process is asked little', async () => {
  const limit = 12_800;
  const { open } = sharedOf(limit);
  const [quiet, busy] = [open(), open()];
  for (const _ of [1, 2, 3]) await quiet.use();
  let answered = 0;
  while ((await busy.use()) !== null) answered += 1;
  expect(answered).toBe(limit - 3);
  for (const _ of [4, 5]) expect(await quiet.use()).toBeNull();
});

it('never holds back more than a small part', async () => {
  const limit = 12_800;
  const { shared, open } = sharedOf(limit);
  const one = open();
  for (let used = 1; used <= 3_000; used += 1) {
    await one.use();
    expect(shared.taken - used).toBeLessThanOrEqual(Math.min(used, 100));
  }
});

it('says what remains, and asks a few times only', async () => {
  const { shared, open } = sharedOf(300_000);
  const one = open();
  for (let used = 1; used <= 10_000; used += 1) expect(await one.use()).toBe(300_000 - used);
  expect(shared.questions).toBeLessThan(20);
});

it('asks once for all who wait, and no more where nothing is left', async () => {
  const { shared, open } = sharedOf(60);
  const one = open();
  expect(await answeredOf([one], 50)).toBe(50);
  expect(shared.questions).toBe(2);
  expect(await answeredOf([one], 50)).toBe(10);
  const { questions } = shared;
  expect(await answeredOf([one], 50)).toBe(0);
  expect(shared.questions).toBe(questions);
});

it('tells everybody who waits when it could not ask, and asks again for the next', async () => {
  let isDown = true;
  const one = new KeyMinute(10, async (many) => {
    if (isDown) throw new Error('down');
    return many;
  });
  const answers = await Promise.allSettled([one.use(), one.use()]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect(await one.use()).toBe(9);
});
