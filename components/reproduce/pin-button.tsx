'use client';

import { Pin, PinOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { RefusableButton } from '@/components/ui/refusable-button';
import { toast } from '@/components/ui/toast';
import { pinExecutionAction } from '@/lib/actions/pin-execution';
import { unpinCaseAction } from '@/lib/actions/unpin-case';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import { mainAction } from '@/lib/domain/main-action';
import { answerOf } from '@/lib/format/answer-of';
import { visibleLine } from '@/lib/format/visible-line';

interface PinButtonProps {
  project: string;
  metadata: ExecutionMetadata;
  pinned: boolean;
}

/** Keeps the execution as a case of its action, or forgets it; says why it cannot be one. */
export function PinButton({ project, metadata, pinned }: PinButtonProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const { id } = metadata;
  const actionKey = mainAction(metadata);
  const refused =
    actionKey === null
      ? 'It names no action of which it could be a case'
      : metadata.reproducibility === 'not_recorded'
        ? 'Not recorded: a case needs an outcome to compare with'
        : undefined;
  const change = () =>
    start(async () => {
      const result = pinned
        ? await answerOf(unpinCaseAction({ project, actionKey: actionKey ?? '', id }))
        : await answerOf(pinExecutionAction({ project, id }));
      const name = visibleLine(actionKey ?? '');
      // Where the server is away, to refresh would leave the page.
      if (!result.ok) {
        toast(`It ${pinned ? 'is still a case' : 'was not pinned'}. ${result.error.message}`);
        return;
      }
      toast(pinned ? `No case of ${name} any more` : `Pinned as a case of ${name}`);
      router.refresh();
    });
  const Icon = pinned ? PinOff : Pin;
  return (
    <RefusableButton onClick={change} disabled={isPending} refused={!pinned && refused}>
      <Icon aria-hidden size={14} /> {pinned ? 'Unpin Case' : 'Pin as Case'}
    </RefusableButton>
  );
}
