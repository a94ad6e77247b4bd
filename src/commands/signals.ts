/** Signals that reach crash-gate while it watches: it stays until the report is out, and passes them to the command. */
import { readFileSync } from 'node:fs';

const passedOn = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const satisfies readonly NodeJS.Signals[];
/** What a terminal sends to every process of its foreground group, so that the command has it already. */
const typed: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

export interface SignalCatcher {
  /** The first signal that asked to end before there was a command: every one that was sent before this is asked. */
  readonly early: () => Promise<NodeJS.Signals | null>;
  /** From now on, signals go there. */
  readonly passTo: (send: (signal: NodeJS.Signals) => void) => void;
}

export function catchSignals(): SignalCatcher {
  let early: NodeJS.Signals | null = null;
  let send: ((signal: NodeJS.Signals) => void) | null = null;
  for (const signal of passedOn) {
    process.on(signal, () => {
      if (send === null) early ??= signal;
      else if (!typed.includes(signal) || !inForeground()) send(signal);
    });
  }
  return {
    early: async () => {
      await pollOnce();
      return early;
    },
    passTo: target => {
      send = target;
    },
  };
}

/**
 * node hears of a signal from a pipe that its handler writes to. On a busy machine the event that is being told ("ready") and the
 * signal come together: epoll_wait(2) has collected the one when the handler, on the way out of the kernel, writes the other. So the
 * pipe is in the next turn's poll, which lies between this turn's immediates and the next turn's.
 */
async function pollOnce(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

/** Whether this process group is the one that its terminal's keys reach. Read each time: a shell's `fg` and `bg` change it. */
function inForeground(): boolean {
  try {
    return isForeground(readFileSync('/proc/self/stat', 'latin1'));
  } catch {
    return false;
  }
}

/** proc(5): "pid (comm) state ppid pgrp session tty_nr tpgid …", and comm may hold spaces and parentheses. */
export function isForeground(stat: string): boolean {
  const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return terminal !== '0' && group !== undefined && group === foreground;
}
