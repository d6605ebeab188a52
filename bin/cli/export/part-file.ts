import { existsSync, readFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { CliProblem, EXIT } from '../cli-problem';
import type { WholeRecords } from './record-cutter';

/** How often it is noted how far a file is. */
const NOTE_EVERY_MS = 1_000;

interface Note {
  /** What was asked; another export does not go on here. */
  asked: string;
  bytes: number;
  rows: number;
  lastId: string | null;
}

/**
 * A file that is being exported: `FILE.part` until it is whole, and beside it `FILE.part.json`, which says how
 * far it is. An export that was interrupted goes on from there when it is started again.
 */
export class PartFile {
  private notedAt = performance.now();

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly note: Note,
  ) {}

  /** @param asked names the export: what is there of another one is left alone, and CliProblem thrown */
  static async open(path: string, asked: string): Promise<PartFile> {
    const before = readNote(`${path}.part.json`);
    if (before && before.asked !== asked) {
      const message = `${path}.part is of another export that was interrupted: finish that one, or remove it and ${path}.part.json`;
      throw new CliProblem(message, EXIT.refused);
    }
    const note = before ?? { asked, bytes: 0, rows: 0, lastId: null };
    const isThere = before !== null && existsSync(`${path}.part`);
    const file = await open(`${path}.part`, isThere ? 'r+' : 'w').catch((error: Error) => {
      throw notWritten(path, error);
    });
    // What came after the note may be half a row.
    if (isThere) await file.truncate(note.bytes);
    const known = isThere ? note : { asked, bytes: 0, rows: 0, lastId: null };
    return new PartFile(path, file, known);
  }

  get rows(): number {
    return this.note.rows;
  }

  get bytes(): number {
    return this.note.bytes;
  }

  get lastId(): string | null {
    return this.note.lastId;
  }

  /** Where its rows are until it is whole. */
  get partPath(): string {
    return `${this.path}.part`;
  }

  async add({ bytes, rows, lastId }: WholeRecords): Promise<void> {
    const { note } = this;
    try {
      await this.file.write(bytes, 0, bytes.length, note.bytes);
      note.bytes += bytes.length;
      note.rows += rows;
      note.lastId = lastId ?? note.lastId;
      if (performance.now() - this.notedAt > NOTE_EVERY_MS) await this.save();
    } catch (error) {
      throw notWritten(this.path, error as Error);
    }
  }

  /** Notes how far it is, and leaves it for another time; where nothing has come nothing is left. */
  async leave(): Promise<void> {
    if (this.note.rows > 0) await this.save().catch(() => undefined);
    else await rm(this.partPath, { force: true });
    await this.file.close();
  }

  /** @param other a file made of its rows, which takes its place */
  async finish(other: string | null = null): Promise<void> {
    await this.file.sync();
    await this.file.close();
    await rename(other ?? this.partPath, this.path);
    if (other !== null) await rm(this.partPath);
    await rm(`${this.path}.part.json`, { force: true });
  }

  /** Whole, or the one before. */
  private async save(): Promise<void> {
    const place = `${this.path}.part.json`;
    await writeFile(`${place}.new`, JSON.stringify(this.note));
    await rename(`${place}.new`, place);
    this.notedAt = performance.now();
  }
}

function notWritten(path: string, error: Error): CliProblem {
  return new CliProblem(`${path} was not written: ${error.message}`, EXIT.refused, {
    cause: error,
  });
}

function readNote(place: string): Note | null {
  let text: string;
  try {
    text = readFileSync(place, 'utf8');
  } catch {
    return null;
  }
  try {
    const { asked, bytes, rows, lastId } = JSON.parse(text);
    const isNote = typeof asked === 'string' && Number.isInteger(bytes) && Number.isInteger(rows);
    if (isNote) return { asked, bytes, rows, lastId: typeof lastId === 'string' ? lastId : null };
  } catch {
    // Said below.
  }
  throw new CliProblem(`${place} is no note of an export: remove it`, EXIT.refused);
}
