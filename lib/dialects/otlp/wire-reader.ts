import { OtlpFault } from './otlp-fault';

const UTF8 = new TextDecoder();

/** Reads the wire format of protobuf. Nothing outside of [at, end) is ever read; a length that leads there is refused. */
export class WireReader {
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private at = 0,
    private readonly end = bytes.length,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isDone(): boolean {
    return this.at >= this.end;
  }

  /** Field number and wire type of what follows. */
  tag(): { field: number; type: number } {
    const tag = this.varint();
    const field = Number(tag >> 3n);
    if (field < 1 || field > 536_870_911) throw this.fault('a field has no number');
    return { field, type: Number(tag & 7n) };
  }

  /** 64 bits, unsigned. */
  varint(): bigint {
    const first = this.byte();
    if (first < 0x80) return BigInt(first);
    let value = BigInt(first & 0x7f);
    for (let shift = 7n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw this.fault('a number is longer than ten bytes');
  }

  fixed64(): bigint {
    return this.view.getBigUint64(this.skip(8), true);
  }

  double(): number {
    return this.view.getFloat64(this.skip(8), true);
  }

  fixed32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  text(): string {
    return UTF8.decode(this.chunk());
  }

  chunk(): Uint8Array {
    const length = this.length();
    const from = this.skip(length);
    return this.bytes.subarray(from, from + length);
  }

  /** A reader of the message that follows. */
  message(): WireReader {
    const length = this.length();
    const from = this.skip(length);
    return new WireReader(this.bytes, from, from + length);
  }

  /** Passes over a value that nobody asked for. */
  pass(type: number): void {
    if (type === 0) this.varint();
    else if (type === 1) this.skip(8);
    else if (type === 2) this.skip(this.length());
    else if (type === 5) this.skip(4);
    else throw this.fault(`wire type ${type} is not known`);
  }

  private length(): number {
    return Number(this.varint());
  }

  private byte(): number {
    return this.view.getUint8(this.skip(1));
  }

  /** The place of so many bytes, which are behind the reader then. */
  private skip(length: number): number {
    const from = this.at;
    if (length > this.end - from) throw this.fault('a value is longer than what holds it');
    this.at = from + length;
    return from;
  }

  private fault(why: string): OtlpFault {
    return new OtlpFault('malformed', `Not protobuf of OTLP: at byte ${this.at} ${why}`);
  }
}
