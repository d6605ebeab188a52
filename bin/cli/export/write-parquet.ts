import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { splitItems } from '@/lib/ingest/split-items';
import { PARQUET_COLUMNS } from './parquet-columns';

/** Rows that are held at once, and stand together in the file. */
const GROUP_ROWS = 20_000;

/**
 * Rows of NDJSON as a Parquet file: Snappy, fixed columns. Holds one group of rows. The library is fetched when
 * it is needed.
 */
export async function writeParquet(
  from: string,
  to: string,
  onRows: (rows: number) => void,
): Promise<void> {
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const columns = PARQUET_COLUMNS.map(({ name, type, nullable }) => ({ name, type, nullable }));
  const schema = schemaFromColumnData({ columnData: columns.map((one) => ({ ...one, data: [] })) });
  const parquet = new ParquetWriter({ writer: fileWriter(to), schema, createdBy: 'runlens' });
  let rows: Record<string, unknown>[] = [];
  const flush = async () => {
    const columnData = PARQUET_COLUMNS.map(({ name, type, nullable, value }) => ({
      ...{ name, type, nullable },
      data: rows.map(value),
    }));
    await parquet.write({ columnData, rowGroupSize: GROUP_ROWS });
    rows = [];
  };
  let count = 0;
  for await (const item of splitItems(createReadStream(from))) {
    if (!item.ok) throw new Error(`a row cannot be read: ${item.refusal.message}`);
    rows.push(JSON.parse(item.text));
    count += 1;
    if (rows.length < GROUP_ROWS) continue;
    await flush();
    onRows(count);
  }
  if (rows.length > 0) await flush();
  await parquet.finish();
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
}
