/** Bytes in pieces of these sizes, over and over. */
export async function* cutBytes(bytes: Uint8Array, sizes: readonly number[]) {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % Math.max(1, sizes.length)] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** The same as the body of a request. */
export function cutBody(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  const pieces = cutBytes(bytes, sizes);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
