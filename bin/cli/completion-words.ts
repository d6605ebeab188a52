import type { Command } from './define-command';

/** Beside those of the table. */
const SERVERS = ['start', 'web', 'worker', 'help'];

/**
 * What may stand where the last of the typed words is being typed: commands, options of the command, or values of
 * an option. Empty where it is an id, a query or a file.
 */
export function completionWords(commands: readonly Command[], typed: readonly string[]): string[] {
  const before = typed.slice(0, -1);
  const begun = typed.at(-1) ?? '';
  return candidates(commands, before, begun).filter((word) => word.startsWith(begun));
}

function candidates(
  commands: readonly Command[],
  before: readonly string[],
  begun: string,
): string[] {
  const command = commands.find(({ name }) =>
    name.split(' ').every((word, at) => before[at] === word),
  );
  if (!command) {
    const names = commands.map(({ name }) => name.split(' '));
    const next = names.filter((words) => before.every((word, at) => words[at] === word));
    const words = next.map((all) => all[before.length] ?? '').filter(Boolean);
    return Array.from(new Set([...words, ...(before.length === 0 ? SERVERS : [])]));
  }
  const [, name = ''] = /^--(.+)$/.exec(before.at(-1) ?? '') ?? [];
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (option?.type === 'string') return [...(option.values ?? [])];
  if (!begun.startsWith('-')) return command.name === 'completion' ? command.args.split('|') : [];
  const given = new Set(before);
  const options = Object.keys(command.options).map((one) => `--${one}`);
  return [...options, '--help'].filter((one) => !given.has(one));
}
