/** Regular files where others can put something else: a FIFO that nobody writes into, a device that has no end. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** The code of the error where it is something else. */
export const NOT_REGULAR = 'ENOTREG';

/** For reading; never waits. Throws the system's error. */
export function openRegular(path: string): number {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw Object.assign(new Error('it is no regular file'), { code: NOT_REGULAR });
}

/** All of it. Throws the system's error. */
export function readRegular(path: string): string {
  const file = openRegular(path);
  try {
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
