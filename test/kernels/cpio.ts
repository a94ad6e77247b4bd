/** Writes an initramfs: a cpio archive in the "newc" format (Documentation/driver-api/early-userspace/buffer-format.rst), uncompressed. */

export interface Entry {
  readonly path: string;
  /** Absent: a folder. */
  readonly content?: Buffer;
  readonly executable?: boolean;
}

const [FOLDER, FILE] = [0o040755, 0o100644];

/** Folders that entries lie in are made too. */
export function archive(entries: readonly Entry[]): Buffer {
  const folders = new Set(entries.flatMap(({ path }) => parentsOf(path)));
  const all = [...[...folders].map(path => ({ path })), ...entries.filter(({ path, content }) => content !== undefined || !folders.has(path))];
  return Buffer.concat([...all.flatMap((entry, index) => member(entry, index + 1)), ...member({ path: 'TRAILER!!!', content: Buffer.alloc(0) }, 0)]);
}

function parentsOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function member({ path, content, executable }: Entry, inode: number): Buffer[] {
  const mode = content === undefined ? FOLDER : FILE | (executable ? 0o111 : 0);
  const name = Buffer.from(`${path}\0`);
  const size = content?.length ?? 0;
  const links = content === undefined ? 2 : 1;
  // magic, then: inode, mode, uid, gid, links, time, size, device (two), device of a node (two), length of the name, checksum
  const fields = [inode, mode, 0, 0, links, 0, size, 0, 0, 0, 0, name.length, 0].map(field => field.toString(16).padStart(8, '0'));
  const head = Buffer.concat([Buffer.from(`070701${fields.join('')}`), name]);
  return [pad(head), pad(content ?? Buffer.alloc(0))];
}

const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
