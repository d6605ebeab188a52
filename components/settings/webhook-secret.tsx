'use client';

import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';

interface WebhookSecretProps {
  /** Text of the one that was just made; it is nowhere else. */
  made: string | null;
  /** Whether one is kept already. */
  isSet: boolean;
  busy: boolean;
  onReplace: () => void;
}

/** What the receiver checks signatures with: made here, shown once. */
export function WebhookSecret({ made, isSet, busy, onReplace }: WebhookSecretProps) {
  if (made) {
    return (
      <div role="status" className="rounded-lg border border-line bg-tint p-3">
        <p className="pb-1">Give the receiver this secret now: it is not shown again.</p>
        <p className="flex items-center gap-2">
          <code
            className="min-w-0 font-mono text-[12px] break-all [font-variant-ligatures:none]"
            data-testid="webhook-secret"
          >
            {made}
          </code>
          <Button className="h-7" onClick={() => void copyText(made, 'Secret copied')}>
            Copy
          </Button>
        </p>
      </div>
    );
  }
  if (!isSet) {
    return <p className="text-[12px] text-mute">A secret to sign with is made when you save.</p>;
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[12px] text-mute">
      <Button className="h-7" disabled={busy} onClick={onReplace}>
        Replace the secret
      </Button>
      The present one goes on signing beside it for a day.
    </p>
  );
}
