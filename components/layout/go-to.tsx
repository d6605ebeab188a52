'use client';

import { useRouter } from 'next/navigation';
import { paths } from '@/lib/paths';

/** Takes an id from an error toast, or a pasted link, straight to the log. */
export function GoTo() {
  const router = useRouter();
  return (
    <form
      className="max-md:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('id') ?? '').trim();
        if (text !== '') router.push(paths.go(text));
      }}
    >
      <input
        name="id"
        type="text"
        aria-label="Go to an id"
        placeholder="Go to id or link…"
        autoComplete="off"
        spellCheck={false}
        className="h-8 w-full rounded-md border border-line bg-bg px-2 text-[12px] placeholder:text-mute"
      />
    </form>
  );
}
