/** The values of one URL text: parted by commas, with `\` before a comma or a backslash of a value. */
export function parseValueList(text: string): string[] {
  const values: string[] = [];
  let value = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === '\\' && i + 1 < text.length) {
      i += 1;
      value += text.charAt(i);
    } else if (character === ',') {
      values.push(value);
      value = '';
    } else {
      value += character;
    }
  }
  values.push(value);
  return [...new Set(values.filter((entry) => entry !== ''))];
}
