/** Whether code that is said to be in `language` may be Python; null: nothing was said. */
export function isPython(language: string | null): boolean {
  return language === null || /^(?:c?python|pypy|py)[\d. ]*$/i.test(language.trim());
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
    : `Its code is ${language}, and only Python is made into a file that runs`;
}
