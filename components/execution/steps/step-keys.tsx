import { Kbd } from '@/components/ui/kbd';

const HINTS = [
  ['← →', 'close, open'],
  ['↵', 'input and output'],
  ['i', 'why it failed'],
  ['n', 'next failed'],
  ['+ − 0', 'zoom'],
  ['z', 'zoom to the step'],
  ['⇧ ← →', 'earlier, later'],
] as const;

/** The keys of the steps, where they work. */
export function StepKeys() {
  return (
    <div
      aria-hidden
      className="hidden h-8 shrink-0 items-center gap-4 overflow-hidden border-t border-line px-4 text-[12px] whitespace-nowrap text-mute md:flex"
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
