/** The body cannot be read any further. What came before stays stored. */
export class BodyStop extends Error {
  override readonly name = 'BodyStop';

  constructor(
    readonly code: 'too_large' | 'invalid_input',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
