/** A body that is no OTLP request. The message is for the sender. */
export class OtlpFault extends Error {
  override readonly name = 'OtlpFault';

  constructor(
    readonly kind: 'malformed' | 'too_large',
    message: string,
  ) {
    super(message);
  }
}
