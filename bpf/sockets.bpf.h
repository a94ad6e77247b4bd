/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Which of a process's files are sockets that listen, and whether one leads to its parent.
 */
#ifndef BPF_LINUX_SOCKETS_BPF_H
#define BPF_LINUX_SOCKETS_BPF_H

#include "path.bpf.h"

/* A server opens its listening sockets early: they have low numbers. */
#define FILES_MAX turns(256, 64)
/* libuv makes even these of socket pairs. */
#define STANDARD_STREAMS 3

static __always_inline struct sock *get_socket(struct file *file)
{
	struct socket *socket;

	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return NULL;
	socket = BPF_CORE_READ(file, private_data);
	return BPF_CORE_READ(socket, sk);
}

/* unix sockets share TCP's state numbers (include/net/tcp_states.h). */
static __always_inline bool is_listening(struct sock *sock)
{
	return BPF_CORE_READ(sock, __sk_common.skc_state) == TCP_LISTEN;
}

/* sk_peer_pid is who called socketpair(), or listen() where this end connected (net/unix/af_unix.c, since 2.6.36). */
static __always_inline bool leads_to(struct sock *sock, __u32 pid)
{
	return BPF_CORE_READ(sock, __sk_common.skc_family) == AF_UNIX && (__u32)BPF_CORE_READ(sock, sk_peer_pid, numbers[0].nr) == pid;
}

static __always_inline struct file *get_file(struct fdtable *table, __u32 number)
{
	struct file *file = NULL;

	bpf_probe_read_kernel(&file, sizeof(file), BPF_CORE_READ(table, fd) + number);
	return file;
}

static __always_inline void read_unix_address(struct listening *listening, const struct sock *sock)
{
	struct unix_address *address;
	int length;

	/* Where unix sockets are a module without BTF, their path can't be had. */
	if (!bpf_core_type_exists(struct unix_address))
		return;
	address = BPF_CORE_READ((const struct unix_sock *)sock, addr);
	length = BPF_CORE_READ(address, len) - (int)sizeof(__u16); /* sun_family */
	if (length <= 0 || length > UNIX_PATH_LENGTH)
		return;
	bpf_probe_read_kernel(listening->address, length, &address->name[0].sun_path);
	listening->length = length;
}

/* Ports are numbered anew in each network namespace. A kernel may be built without them (CONFIG_NET_NS): then there is one, 0. */
static __always_inline __u32 read_network(const struct sock *sock)
{
	return bpf_core_field_exists(((struct sock *)0)->__sk_common.skc_net.net) ? BPF_CORE_READ(sock, __sk_common.skc_net.net, ns.inum) : 0;
}

static __always_inline void read_address(struct listening *listening, const struct sock *sock)
{
	listening->family = BPF_CORE_READ(sock, __sk_common.skc_family);
	listening->opened = 0;
	listening->closed = 0;
	listening->shared = 0;
	listening->port = 0;
	listening->net_inum = read_network(sock);
	listening->group = 0;
	listening->length = 0;
	__builtin_memset(listening->address, 0, sizeof(listening->address));
	if (listening->family == AF_UNIX) {
		read_unix_address(listening, sock);
		return;
	}
	listening->port = BPF_CORE_READ(sock, __sk_common.skc_num);
	listening->group = BPF_CORE_READ(sock, sk_reuseport_cb, num_socks);
	if (listening->family == AF_INET6)
		bpf_probe_read_kernel(listening->address, 16, &sock->__sk_common.skc_v6_rcv_saddr);
	else
		bpf_probe_read_kernel(listening->address, 4, &sock->__sk_common.skc_rcv_saddr);
}

struct search {
	struct fdtable *table;
	__u32 files;
	__u32 found;
	struct event_death *death; /* NULL: one is enough */
};

static __noinline int look_at_file(__u32 i, void *context)
{
	struct search *search = context;
	struct event_death *death = search->death;
	struct file *file = get_file(search->table, i);
	struct sock *sock = get_socket(file);
	__u32 n = search->found;
	struct listening *listening;

	if (i >= search->files)
		return DONE;
	if (!sock)
		return GO_ON;
	if (!is_listening(sock)) {
		if (death && i >= STANDARD_STREAMS && leads_to(sock, death->ancestors[0].pid))
			death->flags |= DEATH_HAS_CHANNEL;
		return GO_ON;
	}
	if (!death || n >= LISTENING_MAX) {
		search->found = n + 1;
		return DONE;
	}
	listening = &death->listening[n];
	forget_bounds(listening); /* Linux 5.10 knows no bounds of a number that it had to put on the stack, but those of a pointer */
	read_address(listening, sock);
	listening->shared = get_file_holders(file) > 1;
	search->found = n + 1;
	return GO_ON;
}

/* Into the death that FAMILY_DEATH's scratch holds, whose ancestors are known. */
checked_alone int read_listening(__u64 of_table)
{
	struct fdtable *table = (void *)of_table;
	struct scratch *scratch = get_scratch(FAMILY_DEATH);
	struct search search = { .table = table, .files = BPF_CORE_READ(table, max_fds) };

	if (!scratch)
		return 0;
	search.death = &scratch->event.death;
	repeat(FILES_MAX, look_at_file, &search);
	scratch->event.death.listening_count = search.found < LISTENING_MAX ? search.found : LISTENING_MAX;
	return 0;
}

/* Runtimes that unwind for an error nobody catches close their sockets before they end (Python's `with`, Go's `defer`, Rust's drop). */
static __always_inline void read_closed(struct event_death *death)
{
	struct closed *closed = bpf_map_lookup_elem(&closed_sockets, &death->head.process.pid);
	__u32 n = death->listening_count;

	if (!closed || closed->start != death->head.process.start || n >= LISTENING_MAX)
		return;
	__builtin_memcpy(&death->listening[n], &closed->socket, sizeof(closed->socket));
	death->listening_count = n + 1;
}

checked_alone int listens(__u64 of_table)
{
	struct fdtable *table = (void *)of_table;
	struct search search = { .table = table, .files = BPF_CORE_READ(table, max_fds) };

	repeat(FILES_MAX, look_at_file, &search);
	return search.found > 0;
}

#endif
