/** Sections of an ELF file: 64 bits, little-endian. */
export interface Section {
  readonly name: string;
  readonly bytes: Buffer;
  readonly isCode: boolean;
}

export function readElf(file: Buffer): readonly Section[] {
  const [table, size, count, names] = [Number(file.readBigUInt64LE(0x28)), file.readUInt16LE(0x3a), file.readUInt16LE(0x3c), file.readUInt16LE(0x3e)];
  const headers = Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const [offset, length] = [Number(file.readBigUInt64LE(at + 0x18)), Number(file.readBigUInt64LE(at + 0x20))];
    return { name: file.readUInt32LE(at), flags: file.readBigUInt64LE(at + 8), bytes: file.subarray(offset, offset + length) };
  });
  const texts = headers[names]!.bytes;
  return headers.map(({ name, flags, bytes }) => ({
    name: texts.subarray(name, texts.indexOf(0, name)).toString('latin1'),
    bytes,
    isCode: (flags & 4n) !== 0n,
  }));
}
