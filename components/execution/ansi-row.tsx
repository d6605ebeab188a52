import type { AnsiRun } from '@/lib/format/ansi-lines';
import { AnsiText } from './ansi-text';

export function AnsiRow({ runs }: { runs: readonly AnsiRun[] }) {
  return (
    <div dir="ltr" className="h-[20px] pr-6 pl-4 whitespace-pre [unicode-bidi:isolate]">
      <AnsiText runs={runs} />
      {'\n'}
    </div>
  );
}
