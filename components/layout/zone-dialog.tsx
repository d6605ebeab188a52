'use client';

import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { isTimeZone } from '@/lib/format/format-time';
import { timeZones } from '@/lib/format/time-zones';
import { zoneName } from '@/lib/format/zone-name';
import { useZone } from './zone-provider';

/** Any IANA zone, by name. */
export function ZoneDialog(props: {
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { returnTo, onClose } = props;
  const { zone, choose } = useZone();
  const [text, setText] = useState(zone);
  const known = isTimeZone(zoneName(text));
  return (
    <Dialog label="Time zone" returnTo={returnTo} onClose={onClose} className="w-[min(420px,94vw)]">
      <form
        className="space-y-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!known) return;
          choose(zoneName(text));
          onClose();
        }}
      >
        <label className="block font-semibold">
          Time zone
          <input
            type="text"
            list="zones"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={!known}
            className="mt-1 h-8 w-full rounded-md border border-line bg-bg px-2 font-normal aria-invalid:border-bad"
          />
        </label>
        <datalist id="zones">
          {timeZones().map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <p className="text-[12px] text-mute">
          {known
            ? 'Every time on the screen is written in this zone.'
            : 'Write an IANA name such as Europe/Berlin.'}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!known}>
            Use it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
