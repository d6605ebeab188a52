/** The only speller of URLs. */
const part = encodeURIComponent;

export const paths = {
  home: () => '/',
  signIn: () => '/sign-in',
  signInWith: (token: string) => `/sign-in/${part(token)}`,
  executions: (project: string, search = '') => `/p/${part(project)}/executions${search}`,
  executionStream: (project: string, search = '') =>
    `/p/${part(project)}/executions/stream${search}`,
  execution: (project: string, id: string, search = '') =>
    `/p/${part(project)}/executions/${part(id)}${search}`,
  executionBundle: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/bundle`,
  executionContext: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/context`,
  executionSteps: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/steps`,
  stepText: (project: string, id: string, seq: number, of: 'input' | 'output' | 'error') =>
    `/p/${part(project)}/executions/${part(id)}/steps/${seq}/${of}`,
  executionRetry: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/retry`,
  executionStanding: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/standing`,
  attemptText: (project: string, id: string, attempt: number, of: 'context' | 'output' | 'steps') =>
    `/p/${part(project)}/executions/${part(id)}/attempts/${attempt}/${of}`,
  retries: (project: string) => `/p/${part(project)}/retries`,
  executionOutput: (project: string, id: string, stream: 'stdout' | 'stderr') =>
    `/p/${part(project)}/executions/${part(id)}/output?stream=${stream}`,
  executionEntries: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/entries`,
  executionEntry: (project: string, id: string, seq: number) =>
    `/p/${part(project)}/executions/${part(id)}/entries/${seq}`,
  executionEntryExport: (project: string, id: string, search: string) =>
    `/p/${part(project)}/executions/${part(id)}/entries/export${search}`,
  executionEntryValues: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/entries/values`,
  executionSource: (project: string, id: string) =>
    `/p/${part(project)}/executions/${part(id)}/source`,
  pythonFrame: () => '/pyodide/frame',
  pythonFile: (version: string, name: string) => `/pyodide/${part(version)}/${part(name)}`,
  counts: (project: string, search: string) => `/p/${part(project)}/counts${search}`,
  bundles: (project: string) => `/p/${part(project)}/bundles`,
  selections: (project: string) => `/p/${part(project)}/selections`,
  export: (project: string, search = '') => `/p/${part(project)}/export${search}`,
  compare: (project: string, a: string, b: string) =>
    `/p/${part(project)}/compare?a=${part(a)}&b=${part(b)}`,
  /** The page looks for the one to compare with, and goes on under the ids of both. */
  compareWithLastSuccess: (project: string, id: string) =>
    `/p/${part(project)}/compare?a=last-success&b=${part(id)}`,
  actions: (project: string) => `/p/${part(project)}/actions`,
  action: (project: string, key: string, search = '') =>
    `/p/${part(project)}/actions/${part(key)}${search}`,
  actionCases: (project: string, key: string) => `/p/${part(project)}/actions/${part(key)}/cases`,
  actionCode: (project: string, key: string) => `/p/${part(project)}/actions/${part(key)}/code`,
  caseSource: (project: string, key: string, id: string) =>
    `/p/${part(project)}/actions/${part(key)}/cases/${part(id)}/source`,
  caseBundle: (project: string, key: string, id: string) =>
    `/p/${part(project)}/actions/${part(key)}/cases/${part(id)}/bundle`,
  errors: (project: string, search = '') => `/p/${part(project)}/errors${search}`,
  error: (project: string, fingerprint: string, search = '') =>
    `/p/${part(project)}/errors/${part(fingerprint)}${search}`,
  openBundle: (project: string) => `/p/${part(project)}/open`,
  apiReference: () => '/docs/api',
  openApi: () => '/api/openapi.json',
  settings: (project: string) => `/p/${part(project)}/settings`,
  go: (anything: string) => `/go/${part(anything)}`,
};
