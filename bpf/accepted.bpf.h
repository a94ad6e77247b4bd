/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Whether a process holds a connection that was accepted: what a server forks to handle one has it from its birth, and a worker of a pool,
 * which accepts by itself, has none yet.
 */
#ifndef BPF_LINUX_ACCEPTED_BPF_H
#define BPF_LINUX_ACCEPTED_BPF_H

#include "sockets.bpf.h"

/* Those that listen, as the connections that they accept resemble them: of inet sockets the last four ports, of unix sockets the last address
 * (unix_stream_connect() gives it to the new socket). */
struct reception {
	struct fdtable *table;
	__u32 files;
	bool looks; /* for connections: all that listen are known */
	bool found;
	__u64 ports;
	struct unix_address *address;
};

static __always_inline struct unix_address *get_unix_address(struct sock *sock)
{
	return bpf_core_type_exists(struct unix_address) ? BPF_CORE_READ((struct unix_sock *)sock, addr) : NULL;
}

static __always_inline bool is_among(__u64 ports, __u16 port)
{
	return port && ((__u16)ports == port || (__u16)(ports >> 16) == port || (__u16)(ports >> 32) == port || (__u16)(ports >> 48) == port);
}

/* Whether it was accepted. */
static __always_inline bool receive(struct reception *reception, struct sock *sock)
{
	bool is_unix = BPF_CORE_READ(sock, __sk_common.skc_family) == AF_UNIX;
	struct unix_address *address = is_unix ? get_unix_address(sock) : NULL;
	__u16 port = is_unix ? 0 : BPF_CORE_READ(sock, __sk_common.skc_num);

	/* Datagrams may come to the same number. */
	if (BPF_CORE_READ(sock, sk_type) != SOCK_STREAM)
		return false;
	if (reception->looks)
		return !is_listening(sock) && (is_unix ? address && address == reception->address : is_among(reception->ports, port));
	if (!is_listening(sock))
		return false;
	if (is_unix)
		reception->address = address;
	else
		reception->ports = reception->ports << 16 | port;
	return false;
}

static __noinline int look_for_accepted(__u32 i, void *context)
{
	struct reception *reception = context;
	struct sock *sock = get_socket(get_file(reception->table, i));

	if (i >= reception->files)
		return DONE;
	if (!sock || !receive(reception, sock))
		return GO_ON;
	reception->found = true;
	return DONE;
}

checked_alone int holds_accepted(__u64 of_table)
{
	struct fdtable *table = (void *)of_table;
	struct reception reception = { .table = table, .files = BPF_CORE_READ(table, max_fds) };

	repeat(FILES_MAX, look_for_accepted, &reception);
	reception.looks = true;
	repeat(FILES_MAX, look_for_accepted, &reception);
	return reception.found;
}

#endif
