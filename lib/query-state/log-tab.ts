export const LOG_TABS = ['log', 'steps', 'entries', 'attempts', 'run'] as const;

export type LogTab = (typeof LOG_TABS)[number];

/** The tab of the page of one execution; what it did is why people come. */
export function parseLogTab(text: string | string[] | undefined): LogTab {
  return LOG_TABS.find((tab) => tab === text) ?? 'log';
}
