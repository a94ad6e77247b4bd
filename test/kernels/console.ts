/** What a guest said before it ended too early, for the one who reads of it: the kernel's own last words first, since a log may show only the start. */
export function tellEnd(said: string): string {
  const words = said.split(/\r?\n/).filter(line => /Oops|BUG:|Kernel panic|RIP:|pc :|Comm:/.test(line));
  return `the guest did not come to its end. ${[...words.slice(0, 8), 'Its console:', said.slice(-5000)].join('\n')}`;
}
