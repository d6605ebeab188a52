import type { Verdict } from '@/lib/domain/verdict';

/** What a verdict says about an execution, in a sentence. */
export const VERDICT_MEANING: Record<Verdict, string> = {
  verified: 'A rerun of its file gave the recorded output.',
  diverged: 'A rerun of its file on the recorded Python gave another output than was recorded.',
  non_deterministic:
    'Two reruns of its file differ from each other: something in it is neither recorded nor fixed.',
  needs_network: 'It asks the network for something that is not recorded.',
  not_tried: 'Nobody has run its file again since it was recorded or last changed.',
  not_recorded: 'Its code or its output was not sent: there is nothing to compare a rerun with.',
};
