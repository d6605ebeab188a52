/** The first `length` UTF-16 units, or one fewer where that would split a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, (last & 0xfc00) === 0xd800 ? length - 1 : length);
}
