import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../cli-problem';
import { ZipOfJobLogs } from './zip-of-job-logs';

let folder: string;
let last = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-job-logs-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: Uint8Array): Promise<string> {
  last += 1;
  const file = join(folder, `${last}.zip`);
  await writeFile(file, content);
  return file;
}

async function zipOf(files: Record<string, string>): Promise<string> {
  const zip = new JSZip();
  for (const [name, text] of Object.entries(files)) zip.file(name, text);
  return fileOf(await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
}

const job = (name: string, id = name) => ({ id, name, run: '1/1' });

describe('the zip of the logs of a run', () => {
  it('has the log of a job as a whole, and else by its steps in their order', async () => {
    const file = await zipOf({
      '0_build.txt': 'whole\n',
      'build/1_Set up job.txt': 'step',
      'test (20)/10_Last.txt': 'c\n',
      'test (20)/2_Run tests.txt': '\ufeffb',
      'test (20)/1_Set up job.txt': 'a\n',
      'test (20)/system.txt': 'machine',
      '-2147483648_lint.txt': 'legacy\n',
      '3_docs  all deploy.txt': 'named\n',
    });
    const zip = await ZipOfJobLogs.open(file);
    expect(zip.logOf(job('build'))).toBe('whole');
    expect(zip.logOf(job('test (20)'))).toBe('a\n\ufeffb\nc');
    expect(zip.logOf(job('lint'))).toBe('legacy');
    expect(zip.logOf(job('docs / all: deploy'))).toBe('named');
    expect(zip.logOf(job('skipped'))).toBeNull();
    expect(zip.unread()).toEqual([]);
  });

  it('names the logs that no job has, and those of jobs that are called alike', async () => {
    const name = `${'x'.repeat(90)} more`;
    const file = await zipOf({
      '0_build.txt': 'a',
      '1_build.txt': 'b',
      '2_gone.txt': 'c',
      [`3_${name.slice(0, 90)}.txt`]: 'd',
      '4_twin.txt': 'e',
    });
    const zip = await ZipOfJobLogs.open(file);
    expect(zip.logOf(job(name))).toBe('d');
    expect(zip.logOf(job('build'))).toBeNull();
    expect(zip.logOf(job('twin', '1'))).toBe('e');
    expect(zip.logOf(job('twin', '2'))).toBeNull();
    const alike = 'which of them has this log cannot be told';
    expect(zip.unread()).toEqual([
      { place: `${file}, 0_build.txt`, message: `several jobs are called build: ${alike}` },
      { place: `${file}, 4_twin.txt`, message: `several jobs are called twin: ${alike}` },
      { place: `${file}, 2_gone.txt`, message: 'no job has this name: its log was left out' },
    ]);
  });

  it('is of one run', async () => {
    const zip = await ZipOfJobLogs.open(await zipOf({ '0_build.txt': 'a' }));
    zip.logOf(job('build'));
    expect(() => zip.logOf({ ...job('build'), run: '1/2' })).toThrow('the logs of one run');
  });

  it('unpacks to no more than there is room for, whatever it claims', async () => {
    const file = await zipOf({ '0_a.txt': 'x'.repeat(6_000), '1_b.txt': 'x'.repeat(6_000) });
    await expect(ZipOfJobLogs.open(file, 12_000)).resolves.toBeInstanceOf(ZipOfJobLogs);
    await expect(ZipOfJobLogs.open(file, 11_999)).rejects.toMatchObject({
      exitCode: EXIT.usage,
      message: expect.stringContaining('1_b.txt unpacks to more than'),
    });
  });

  it('is refused where it has too many files, is damaged, is none or is not there', async () => {
    const entry = Uint8Array.from([0x50, 0x4b, 1, 2]);
    const many = Buffer.concat(Array.from({ length: 50_001 }, () => entry));
    const whole = await zipOf({ '0_a.txt': 'x'.repeat(6_000) });
    const cases = [
      [await fileOf(many), 'more than 50000 files'],
      [await fileOf(Buffer.from('no zip')), 'damaged'],
      [join(folder, 'nowhere.zip'), 'ENOENT'],
      [folder, 'EISDIR'],
    ] as const;
    for (const [file, words] of cases) {
      await expect(ZipOfJobLogs.open(file), words).rejects.toMatchObject({
        exitCode: EXIT.usage,
        message: expect.stringContaining(words),
      });
    }
    await expect(ZipOfJobLogs.open(whole)).resolves.toBeInstanceOf(ZipOfJobLogs);
  });
});
