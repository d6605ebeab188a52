/**
 * The member `data` of an entry, or one of another name, in one line: the producer's own text, or `null`
 * with the text beside it under `data_text` where it is no strict JSON.
 */
export function dataMembers(dataText: string | null, name = 'data'): string {
  if (dataText !== null && !isJson(dataText)) {
    return `"${name}":null,"${name}_text":${JSON.stringify(dataText)}`;
  }
  // Between its values JSON may have line ends, and within them none.
  return `"${name}":${(dataText ?? 'null').replace(/[\r\n]+/g, ' ')}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
