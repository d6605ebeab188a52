/** What is said of code that did not arrive: the server is away, or has another build by now. */
export function notLoadedWords(): string {
  return `This could not be loaded from ${location.origin}. Check that the server runs, then try again; after an update, reload the page.`;
}
