/** What browsers say of a request without an answer, or with half of one. */
const UNREACHED = /^(failed to fetch|network ?error|load failed|the answer broke off)/i;
/** What Next says of an answer that is none of a server action: of something in between, or of another build. */
const UNKNOWN_ANSWER = /^(an unexpected response|server action)/i;

/** Why something failed, as it may be shown: in our own words where the browser would say it in its own. */
export function failureWords(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const { origin } = location;
  if (UNREACHED.test(words)) {
    return `Runlens cannot be reached at ${origin}. Check that it runs, then try again.`;
  }
  if (UNKNOWN_ANSWER.test(words)) {
    return `What answered at ${origin} is not the Runlens of this page. Reload the page.`;
  }
  return words;
}
