import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { bundleSha256 as serverSha256 } from '@/lib/bundle/bundle-sha256';
import { bundleSha256 } from './bundle-sha256';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

it.each(['', "r'''", 'r"""'])(
  'covers action, context and recording, whatever stands above and below: %j',
  async (quote) => {
    const body = `${quote}#>>> action\nprint(1)\n#=== runtime ===\n${quote}#<<< action\n\nCONTEXT = …\n`;
    for (const link of ['http://127.0.0.1:3000', 'https://runlens.example']) {
      const text = `#!/usr/bin/env python3\n# Link: ${link}\n\n${body}#=== runtime ===\nRUNTIME`;
      expect(await bundleSha256(text)).toBe(hashOf(body));
    }
  },
);

it('is that of the server for code with other line ends', async () => {
  const text = '# x\n#>>> action\na = 1\r\nb = 2\r\n#<<< action\n\n#=== runtime ===\nRUNTIME';
  expect(await bundleSha256(text)).toBe(serverSha256(text));
});
