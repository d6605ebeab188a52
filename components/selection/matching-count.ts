/** Where the count of what a list shows is kept, for whoever offers to do something with all of it. */
export const matchingKey = (project: string, filter: string) => ['matching', project, filter];
