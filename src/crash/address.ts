/** A 64-bit number of the record ("0x1234"); null for anything else, as a record may come from anywhere. */
export function hex(text: string | null): bigint | null {
  return text !== null && /^0x[0-9a-f]{1,16}$/i.test(text) ? BigInt(text) : null;
}
