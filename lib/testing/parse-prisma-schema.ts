export interface ModelTable {
  name: string;
  /** `name type [not null] [default]`, as the catalog would say it. */
  columns: string[];
  primaryKey: string[];
  /** `name: [unique] method (columns)`, without the primary key. */
  indexes: string[];
  /** `column -> table (column) action`. */
  foreignKeys: string[];
}

interface Field {
  name: string;
  column: string;
  type: string;
  attributes: string;
}

const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
};

const NATIVE: Record<string, (argument: string) => string> = {
  Uuid: () => 'uuid',
  SmallInt: () => 'smallint',
  Text: () => 'text',
  Date: () => 'date',
  Real: () => 'real',
  VarChar: (size) => `character varying(${size})`,
  Timestamptz: (digits) => `timestamp${digits ? `(${digits})` : ''} with time zone`,
};

/** As much of Prisma's schema language as ours uses; what it does not know it refuses by name. */
export function parsePrismaSchema(text: string): ModelTable[] {
  const blocks = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']) => ({
      name,
      lines: body
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith('//')),
    }),
  );
  const models = new Set(blocks.map(({ name }) => name));
  const tables = new Map(blocks.map(({ name, lines }) => [name, tableName(name, lines)]));
  return blocks.map(({ name, lines }) => {
    const fields = lines.filter((line) => !line.startsWith('@@')).map(parseField);
    const columns = fields.filter(({ type }) => !models.has(bare(type)));
    const column = (field: string) =>
      fields.find((each) => each.name === field)?.column ?? `unknown field ${field}`;
    return {
      name: tables.get(name) ?? name,
      columns: columns.map(columnText).sort(),
      primaryKey: primaryKey(lines, columns, column),
      indexes: [...blockIndexes(lines, column), ...uniqueFields(columns)].sort(),
      foreignKeys: fields.flatMap((field) => foreignKey(field, column, tables)).sort(),
    };
  });
}

function tableName(model: string, lines: string[]): string {
  return argument(lines.join('\n'), /@@map\("(\w+)"\)/) ?? model;
}

function parseField(line: string): Field {
  const match = /^(\w+)\s+(Unsupported\("[^"]+"\)\S*|\S+)\s*(.*)$/.exec(line);
  if (!match) throw new Error(`not understood in schema.prisma: ${line}`);
  const [, name = '', type = '', attributes = ''] = match;
  return { name, type, attributes, column: argument(attributes, /@map\("(\w+)"\)/) ?? name };
}

function columnText({ column, type, attributes }: Field): string {
  const list = type.endsWith('[]');
  const required = list || !type.endsWith('?');
  const text = `${column} ${sqlType(type, attributes)}${list ? '[]' : ''}`;
  return `${text}${required ? ' not null' : ''}${/@default\(/.test(attributes) ? ' default' : ''}`;
}

function sqlType(type: string, attributes: string): string {
  const unsupported = argument(type, /^Unsupported\("([^"]+)"\)/);
  if (unsupported) return unsupported;
  const [, native, size] = /@db\.(\w+)(?:\(([^)]*)\))?/.exec(attributes) ?? [];
  const sql = native ? NATIVE[native]?.(size ?? '') : TYPES[bare(type)];
  if (!sql) throw new Error(`type not understood in schema.prisma: ${type} ${attributes}`);
  return sql;
}

function primaryKey(lines: string[], fields: Field[], column: (field: string) => string): string[] {
  const list = lines.map((line) => argument(line, /^@@id\(\[([^\]]+)\]/)).find(Boolean);
  if (list) return list.split(',').map((field) => column(field.trim()));
  return fields.filter(({ attributes }) => /@id\b/.test(attributes)).map((field) => field.column);
}

function blockIndexes(lines: string[], column: (field: string) => string): string[] {
  return lines
    .filter((line) => /^@@(index|unique)\(/.test(line))
    .map((line) => {
      const method = argument(line, /type: (\w+)/)?.toLowerCase() ?? 'btree';
      const list = argument(line, /\(\[(.+)\]/) ?? '';
      const columns = list.split(/,\s*(?![^(]*\))/).map((field) => indexedColumn(field, column));
      return indexText(
        argument(line, /map: "(\w+)"/),
        line.startsWith('@@unique'),
        method,
        columns,
      );
    });
}

/** `search(ops: raw("gin_trgm_ops"))`, `createdAt(sort: Desc)`, `status`. */
function indexedColumn(field: string, column: (field: string) => string): string {
  const operators =
    argument(field, /ops: raw\("(\w+)"\)/) ??
    (/ops: JsonbPathOps/.test(field) ? 'jsonb_path_ops' : '');
  const order = /sort: Desc/.test(field) ? 'DESC' : '';
  return [column(/^\w+/.exec(field.trim())?.[0] ?? field), operators, order]
    .filter(Boolean)
    .join(' ');
}

function uniqueFields(fields: Field[]): string[] {
  return fields
    .filter(({ attributes }) => /(^|\s)@unique\b/.test(attributes))
    .map(({ column, attributes }) =>
      indexText(argument(attributes, /@unique\(map: "(\w+)"\)/), true, 'btree', [column]),
    );
}

function indexText(
  name: string | undefined,
  unique: boolean,
  method: string,
  columns: string[],
): string {
  return `${name ?? 'without a map'}: ${unique ? 'unique ' : ''}${method} (${columns.join(', ')})`;
}

function foreignKey(
  { type, attributes }: Field,
  column: (field: string) => string,
  tables: Map<string, string>,
): string[] {
  const [, own, other] =
    /@relation\(.*fields: \[(\w+)\], references: \[(\w+)\]/.exec(attributes) ?? [];
  if (!own || !other) return [];
  const action = argument(attributes, /onDelete: (\w+)/) ?? 'default';
  return [`${column(own)} -> ${tables.get(bare(type))} (${other}) on delete ${action}`];
}

const bare = (type: string) => type.replace(/[?[\]]/g, '');

function argument(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1];
}
