export const ACTION_TABS = ['context', 'code', 'executions', 'cases', 'retry'] as const;

export type ActionTab = (typeof ACTION_TABS)[number];

/** The tab of an action's page; the executions are why people come. */
export function parseActionTab(text: string | string[] | undefined): ActionTab {
  return ACTION_TABS.find((tab) => tab === text) ?? 'executions';
}
