/** Words with code between backticks. */
export function CodedText({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // The same text is the same part: a reader never reorders them.
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
      <code key={index} className="rounded-sm bg-raise px-1 font-mono text-[12px] break-words">
        {part}
      </code>
    ),
  );
}
