/** The number that scopes every query. Branded: a query without a project does not type-check. */
export type ProjectId = number & { readonly brand: 'ProjectId' };

export interface Project {
  id: ProjectId;
  /** What URLs hold: lower-case letters, digits and dashes. */
  key: string;
  name: string;
}

const PROJECT_KEY = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/;

export function isProjectKey(value: string): boolean {
  return PROJECT_KEY.test(value);
}

/** What the screen says of a project. */
export type ProjectName = Pick<Project, 'key' | 'name'>;
