/**
 * Milliseconds for others to get on: the kernel with our programs, sudo, docker. A busy or emulated machine takes seconds for what takes 0.1 s
 * elsewhere; what hangs never gets on, and nobody should wait for it much longer than that.
 */
export const PATIENCE = 60_000;
