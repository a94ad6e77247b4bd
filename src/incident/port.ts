import type { Death, ListeningSocket } from 'bpf-linux';

/** A port is one of its network namespace, which older recordings don't name. */
export const portKey = ({ port, networkNamespace = 0 }: { readonly port: number; readonly networkNamespace?: number }): string =>
  `${port} of ${networkNamespace}`;

/** A socket that a process listened on alone: when that was gone, nobody took connections there. */
export const isOwn = (socket: ListeningSocket, death: Death): boolean => !socket.shared && !hasOthersBeside(socket, death);

/**
 * Others took connections at the same address by sockets of their own (SO_REUSEPORT), as workers do that each open one. The kernel counts
 * them all; a process may have several itself. What it held beyond those that are recorded counts as somebody else's.
 */
export const hasOthersBeside = ({ family, address, port, networkNamespace, group = 0 }: ListeningSocket, { listening }: Death): boolean =>
  group >
  listening.filter(
    own => own.family === family && own.address === address && own.port === port && own.networkNamespace === networkNamespace && !own.shared,
  ).length;
