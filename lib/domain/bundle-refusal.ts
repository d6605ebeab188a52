/** Whether code that is said to be in `language` may be Python; null: nothing was said. */
export function isPython(language: string | null): boolean {
  return language === null || /^(?:c?python|pypy|py)[\d. ]*$/i.test(language.trim());
}

/** `json`, or other words where a producer's text is none to repeat on every screen and in files. */
export function languageName(language: string): string {
  return /^[\w.+# -]{1,40}$/.test(language) ? language : 'in another language';
}

/** Why no file that runs can be made of an execution, in words; null where one can. */
export function bundleRefusal(execution: {
  language: string | null;
  codeSha256: string | null;
}): string | null {
  const { language, codeSha256 } = execution;
  if (codeSha256 === null) return 'No code was sent with this execution';
  return isPython(language)
    ? null
    : `Its code is ${languageName(language ?? '')}, and only Python is made into a file that runs`;
}
