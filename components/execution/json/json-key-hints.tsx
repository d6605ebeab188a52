import { Kbd } from '@/components/ui/kbd';

const HINTS = [
  ['← →', 'fold'],
  ['c', 'copy value'],
  ['p', 'copy path'],
  ['m', 'menu'],
  ['/', 'search'],
] as const;

export function JsonKeyHints() {
  return (
    <div
      aria-hidden
      className="hidden h-8 shrink-0 items-center gap-4 border-t border-line px-4 text-[12px] text-mute sm:flex"
    >
      {HINTS.map(([key, does]) => (
        <span key={key} className="flex items-center gap-1.5">
          <Kbd>{key}</Kbd>
          {does}
        </span>
      ))}
    </div>
  );
}
