import type { Verdict } from '@/lib/domain/verdict';

export const VERDICT_LABEL: Record<Verdict, string> = {
  verified: 'Verified',
  diverged: 'Diverged',
  non_deterministic: 'Not deterministic',
  needs_network: 'Needs network',
  not_tried: 'Not tried',
  not_recorded: 'Not recorded',
};
