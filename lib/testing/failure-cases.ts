import type { FailureEvidence } from '@/lib/domain/failure-signature';

const NOTHING: FailureEvidence = {
  validationMessage: null,
  stderr: null,
  outcome: null,
  exitCode: null,
  raisedAction: 'check_part',
  actionKeys: ['check_part', 'log_part'],
  targetRecordId: null,
  requestId: null,
  codeJson: null,
};

/** What a failed execution may say, everything else as usual. */
export function evidence(parts: Partial<FailureEvidence>): FailureEvidence {
  return { ...NOTHING, ...parts };
}

/** An expected message or an error of Python, without a traceback. */
export const said = (validationMessage: string, more: Partial<FailureEvidence> = {}) =>
  evidence({ validationMessage, ...more });

/** `function: line` pairs, outermost first, as Python prints them. */
export function traceback(exception: string, ...frames: string[]): string {
  const lines = frames.map((frame, index) => {
    const [name = '', text = ''] = frame.split(/: (.*)/s);
    return `  File "<action>", line ${10 + index}, in ${name}\n    ${text}\n`;
  });
  return `Traceback (most recent call last):\n${lines.join('')}${exception}\n`;
}

/** A failure with its traceback, as a recorder sends both. */
export function raised(exception: string, ...frames: string[]): FailureEvidence {
  return evidence({
    validationMessage: exception.replace(/^ValidationError(?:: )?/, ''),
    stderr: traceback(exception, ...frames),
    outcome: exception.startsWith('ValidationError') ? 'rejected' : 'error',
    exitCode: 1,
  });
}

const CHAINED = `Traceback (most recent call last):
  File "<action>", line 14, in parse
    event = json.loads(raw)
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)

The above exception was the direct cause of the following exception:

${traceback('RuntimeError: carrier DHL sent a bad event for SHP-7940', 'status_of: raise RuntimeError(f"carrier {c} sent a bad event for {s}") from problem')}`;

const MULTI_LINE = JSON.stringify(`part = context["part"]\n${'\n'.repeat(8)}raise ValidationError(
    f"{order['number']} is {order['total']:,.2f} {currency}, "
    f"the limit of {buyer['name']} is {limit:,.2f} {currency}"
)\n`);

const multiLine = (message: string) => ({
  ...raised(`ValidationError: ${message}`, '<module>: raise ValidationError('),
  codeJson: MULTI_LINE,
});

/**
 * What must be one group, list by list; no two lists may share one. Each line is one that people
 * have met.
 */
export const FAILURE_GROUPS: Record<string, readonly FailureEvidence[]> = {
  'a number in a message': [
    said('Part 34 has no revision'),
    said('Part 99120034 has no revision'),
    said('Part A-1066 has no revision'),
    said('Part 0f3a99bc has no revision'),
    said('Part 550e8400-e29b-41d4-a716-446655440000 has no revision'),
    said('Part  34 has\nno revision'),
  ],
  'another text': [said('Part 34 has no unit'), said('Part 35 has no unit')],
  'another action': [
    said('Part 34 has no revision', { raisedAction: 'log_part' }),
    said('Part 35 has no revision', { raisedAction: null, actionKeys: ['log_part'] }),
  ],
  'amounts, however they are written': [
    said('Total is 18,200.86 EUR'),
    said('Total is 7 EUR'),
    said('Total is -1.250,00 EUR'),
    said('Total is 12\u202f500,25 EUR'),
  ],
  'another currency is another text': [said('Total is 18,200.86 USD')],
  'dates and times': [
    said('Certificate ended on 02 Nov 2026'),
    said('Certificate ended on 2026-11-02'),
    said('Certificate ended on 2026-11-02T10:00:00.123Z'),
    said('Certificate ended on 2026-11-02 10:00:00+02:00'),
    said('Certificate ended on Nov 2, 2026 10:15'),
  ],
  'e-mail addresses': [
    said('ana@example.com may not approve'),
    said('jörg.müller+x@mail.example.co.uk may not approve'),
  ],
  URLs: [
    said('GET https://api.example.com/v1/parts/34?x=1 gave nothing'),
    said('GET http://10.0.0.7:8080/ gave nothing'),
  ],
  paths: [
    said('Cannot read /var/data/in/34.csv'),
    said('Cannot read C:\\data\\in\\x y.csv'.replace(' y', '')),
  ],
  'quoted values': [
    said("Postcode 'D-10115' is not valid"),
    said('Postcode "" is not valid'),
    said('Postcode ‘Köln Süd’ is not valid'),
    said("Postcode 'it\\'s' is not valid"),
  ],
  'lists of any length': [
    said('A-1093 is used in AS-225'),
    said('A-1093 is used in AS-225, AS-200'),
    said('A-1 is used in AS-225, AS-200, AS-240 and AS-250'),
  ],
  'objects of any size': [
    said("Bad line: {'id': 34, 'sku': 'A-1'}"),
    said("Bad line: {'id': 35, 'sku': 'B', 'more': {'x': [1, 2, {'y': 'z'}]}}"),
  ],
  'HTTP 404': [said('HTTP 404 from supplier 17'), said('HTTP 404 from supplier 18')],
  'HTTP 500 is not 404': [said('HTTP 500 from supplier 17')],
  'status codes': [
    said('carrier answered with status code 503 after 30 s'),
    said('carrier answered with status code 503 after 4.5 s'),
  ],
  'another status code': [said('carrier answered with status code 429 after 30 s')],
  errno: [said("FileNotFoundError: [Errno 2] No such file or directory: '/tmp/a'")],
  'another errno': [said("PermissionError: [Errno 13] Permission denied: '/tmp/a'")],
  'record and request': [
    said('Order Nord is locked by r-ab', { targetRecordId: 'Nord', requestId: 'r-ab' }),
    said('Order Süd-Ost is locked by r-cd', { targetRecordId: 'Süd-Ost', requestId: 'r-cd' }),
  ],
  'path of a field': [said('items.3.sku: field required'), said('items.0.sku: field required')],
  'path of another field': [said('items.3.qty: field required')],
  'a column': [said('column "revision" does not exist')],
  'another column': [said('column "revisions" does not exist')],
  Chinese: [said('部品34にリビジョンがありません'), said('部品7にリビジョンがありません')],
  'Chinese, another text': [said('部品34は存在しません')],
  'a name that is not defined': [said("NameError: name 'rush_percent' is not defined")],
  'another name': [said("NameError: name 'discount' is not defined")],
  'types of operands': [said("TypeError: unsupported operand type(s) for +: 'int' and 'str'")],
  'other types': [said("TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'")],
  'no such attribute': [said("AttributeError: 'NoneType' object has no attribute 'group'")],
  'a key, without a traceback': [said("KeyError: 'revision'")],
  'another key, without a traceback': [said("KeyError: 'site'")],
  'keys that are data, without a traceback': [
    said("KeyError: 'P-3026'"),
    said("KeyError: 'Köln'"),
    said('KeyError: 35'),
  ],
  'what the code reads is missing': [
    raised("KeyError: 'site'", '<module>: states = STATES[part["site"]]'),
  ],
  'what it looks up is missing': [
    raised("KeyError: 'Berlin'", '<module>: states = STATES[part["site"]]'),
    raised("KeyError: 'koeln'", '<module>: states = STATES[part["site"]]'),
  ],
  'a line, wherever it stands': [
    raised('ZeroDivisionError: division by zero', '<module>: rate = scrap / total'),
    {
      ...raised('ZeroDivisionError: division by zero', '<module>: x()', 'rate_of: pass'),
      stderr: traceback(
        'ZeroDivisionError: division by zero',
        '<module>: rate = scrap / total',
      ).replaceAll(/line \d+/g, 'line 812'),
    },
  ],
  'the same on another line': [
    raised('ZeroDivisionError: division by zero', '<module>: rate = good / total'),
  ],
  'the same in another function': [
    raised('ZeroDivisionError: division by zero', '<module>: main()', 'main: rate = scrap / total'),
  ],
  'what is called from anywhere': [
    raised('ValueError: empty', '<module>: a()', 'a: parse(x)', 'parse: return int(x)'),
    raised('ValueError: empty', '<module>: b()', 'parse: return int(x)'),
  ],
  'text of the code with values in it': [
    raised(
      'ValidationError: Supplier ACME Motion Ltd is blocked',
      '<module>: raise ValidationError(f"Supplier {supplier[\'name\']} is blocked")',
    ),
    raised(
      'ValidationError: Supplier Kowalski Łożyska sp. z o.o. is blocked',
      '<module>: raise ValidationError(f"Supplier {supplier[\'name\']} is blocked")',
    ),
    raised(
      'ValidationError: Supplier  is blocked',
      '<module>: raise ValidationError(f"Supplier {supplier[\'name\']} is blocked")',
    ),
  ],
  'text of the code over several lines': [
    multiLine('PO-4458 is 18,200.86 EUR, the limit of Tom Becker is 2,500.00 EUR'),
    multiLine('PO-1 is 3.00 USD, the limit of Ana de la Cruz is 2.00 USD'),
  ],
  'the same code, another text': [multiLine('Nobody approves')],
  'a joined list': [
    raised(
      'ValidationError: Not signed: First piece measured',
      '<module>: raise ValidationError("Not signed: " + ", ".join(missing))',
    ),
    raised(
      'ValidationError: Not signed: Edges broken 0.2 × 45°, Deburred',
      '<module>: raise ValidationError("Not signed: " + ", ".join(missing))',
    ),
  ],
  'filled by per cent': [
    raised(
      'ValidationError: Ana has no licence',
      '<module>: raise ValidationError("%s has no licence" % name)',
    ),
    raised(
      'ValidationError: Bo Li has no licence',
      '<module>: raise ValidationError("%s has no licence" % name)',
    ),
  ],
  'filled by format': [
    raised(
      'ValidationError: Ana lost her key',
      '<module>: raise ValidationError("{} lost her {thing}".format(name, thing=x))',
    ),
    raised(
      'ValidationError: Bo Li lost her ring',
      '<module>: raise ValidationError("{} lost her {thing}".format(name, thing=x))',
    ),
  ],
  'a variable for a message tells nothing': [
    raised('ValidationError: too heavy', '<module>: raise ValidationError(problem)'),
  ],
  'another message of the same variable': [
    raised('ValidationError: too long', '<module>: raise ValidationError(problem)'),
  ],
  'without a message': [raised('ValidationError', '<module>: raise ValidationError()')],
  'chained: the last one raised': [
    evidence({
      validationMessage: 'RuntimeError: carrier DHL sent a bad event for SHP-7940',
      stderr: CHAINED,
      outcome: 'error',
    }),
    raised(
      'RuntimeError: carrier UPS sent a bad event for SHP-1',
      'status_of: raise RuntimeError(f"carrier {c} sent a bad event for {s}") from problem',
    ),
  ],
  'code that does not compile': [
    evidence({
      validationMessage: "SyntaxError: '(' was never closed",
      stderr:
        '  File "<action>", line 6\n    raise ValidationError(f"x"\n                         ^\nSyntaxError: \'(\' was never closed\n',
    }),
    evidence({
      validationMessage: "SyntaxError: '(' was never closed",
      stderr:
        '  File "<action>", line 60\n    raise ValidationError(f"x"\n                         ^\nSyntaxError: \'(\' was never closed\n',
    }),
  ],
  'ended by itself': [
    evidence({ stderr: 'nothing to archive\n', outcome: 'exit', exitCode: 3 }),
    evidence({ stderr: 'starting\nnothing to archive', outcome: 'exit', exitCode: 3 }),
  ],
  'ended without a word': [evidence({ stderr: '', outcome: 'exit', exitCode: 3 })],
  'ended with another code': [evidence({ stderr: '', outcome: 'exit', exitCode: 4 })],
  'stopped for time': [
    said('Stopped after 30 s', { outcome: 'timeout', stderr: traceback('KeyError: 1', 'a: b') }),
    said('Stopped after 2.5 s', { outcome: 'timeout' }),
  ],
  JavaScript: [
    evidence({
      validationMessage: 'TypeError: part is undefined',
      stderr:
        'TypeError: part is undefined\n    at check (/app/check.js:3:9)\n    at Object.<anonymous> (/app/check.js:9:1)\n\nNode.js v20.20.0\n',
    }),
    evidence({
      stderr:
        '/app/x.js:3\n  part.x\n  ^\n\nTypeError: part is undefined\n    at node:internal/x:1:1\n    at check (/srv/check.js:88:1)\n',
    }),
  ],
  Java: [
    evidence({
      stderr:
        'Exception in thread "main" java.lang.IllegalStateException: no stock for 34\n\tat com.acme.Stock.take(Stock.java:12)\nCaused by: java.io.IOException: gone\n\tat com.acme.Net.read(Net.java:1)\n',
    }),
  ],
};
