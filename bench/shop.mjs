// What the loaded executions are about.

const VERBS = ['check', 'price', 'reserve', 'ship', 'audit', 'notify', 'sync', 'close'];
const NOUNS = ['part', 'order', 'invoice', 'shipment', 'supplier'];
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Values that about ten of a million rows have. */
export const RARE = {
  event: 'IMPORT',
  target: 'RECALL',
  action: 'close_supplier',
  triggeredBy: 'auditor@example.com',
  environment: 'sandbox',
  /** No other row took as long. */
  durationMs: 3_700_000,
};

/** Forty, the last of which is rare. */
export const ACTIONS = NOUNS.flatMap((noun) =>
  VERBS.map((verb) => ({ key: `${verb}_${noun}`, name: `${capital(verb)} ${noun}` })),
);

/** @param {string} key of an action */
export function codeOf(key) {
  const [verb, noun] = key.split('_');
  const rules = ['quantity', 'revision', 'warehouse', 'unit cost', 'lead time', 'certificate'];
  return [
    `# ${capital(verb)} every line of a ${noun} before it leaves the site.`,
    'import json',
    'from decimal import Decimal',
    '',
    'part = context["part"]',
    'lines = context["lines"]',
    `LIMITS = {"qty": ${10 + key.length}, "cost": Decimal("${key.length}.50")}`,
    '',
    ...rules.flatMap((rule, index) => [
      `def ${verb}_${rule.replace(' ', '_')}(line):`,
      `    """Rule ${index + 1}: the ${rule} of a ${noun} line."""`,
      `    if line.get("${rule}") is not None and line["qty"] > LIMITS["qty"] * ${index + 1}:`,
      `        print(f"{line['sku']}: ${rule} is above the limit")`,
      '        return False',
      '    return True',
      '',
    ]),
    'for line in lines:',
    `    if not all(rule(line) for rule in (${rules.map((rule) => `${verb}_${rule.replace(' ', '_')}`).join(', ')})):`,
    `        raise ValidationError(f"${capital(noun)} {part['id']} has no revision")`,
    'print(json.dumps({"checked": len(lines)}))',
  ].join('\n');
}
