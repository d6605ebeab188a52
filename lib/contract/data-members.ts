/**
 * The member `data` of an entry, in one line: the producer's own text, or `null` with the text beside
 * it under `data_text` where it is no strict JSON.
 */
export function dataMembers(dataText: string | null): string {
  if (dataText !== null && !isJson(dataText)) {
    return `"data":null,"data_text":${JSON.stringify(dataText)}`;
  }
  // Between its values JSON may have line ends, and within them none.
  return `"data":${(dataText ?? 'null').replace(/[\r\n]+/g, ' ')}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
