// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Who begins to listen where a dead process had, and what a process closed before it died. */
#include "sockets.bpf.h"

/* A server that makes itself a daemon listens in a fork of a fork, whose parent was nobody's: memcached -d. */
static __always_inline bool is_unknown_fork(struct task_struct *task, const struct process *process)
{
	return BPF_CORE_READ(task, group_leader, flags) & PF_FORKNOEXEC && !find_forked(process);
}

static __always_inline void take_listen(const struct sock *sock)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct event_listen event = {};
	struct port port = { .net_inum = read_network(sock), .number = BPF_CORE_READ(sock, __sk_common.skc_num) };
	struct opened opened = { .at = bpf_ktime_get_boot_ns(), .port = port.number };
	__u64 key = (__u64)sock;
	struct dark *dark = bpf_map_lookup_elem(&dark_ports, &port);

	bpf_map_update_elem(&opened_sockets, &key, &opened, BPF_ANY);
	if (!dark || dark->until < opened.at)
		return;
	open_event(&event.head, EVENT_LISTEN, sizeof(event));
	read_process(&event.head.process, task);
	if (is_unknown_fork(task, &event.head.process))
		report_start(task, START_FORK, dark->after_pid, dark->after_start, BPF_CORE_READ(task, mm));
	bpf_map_delete_elem(&dark_ports, &port);
	event.port = port.number;
	event.net_inum = port.net_inum;
	send_event(&event, sizeof(event));
}

/* The last one that holds it closes it, or shuts it down: nobody else listens by it. */
static __always_inline void take_close(const struct sock *sock)
{
	struct process process;
	struct closed closed = {};
	__u64 key = (__u64)sock;
	struct opened *opened = bpf_map_lookup_elem(&opened_sockets, &key);

	read_process(&process, (void *)bpf_get_current_task());
	closed.start = process.start;
	read_address(&closed.socket, sock);
	if (opened) {
		closed.socket.opened = opened->at;
		closed.socket.port = opened->port;
	}
	closed.socket.closed = bpf_ktime_get_boot_ns();
	bpf_map_update_elem(&closed_sockets, &process.pid, &closed, BPF_ANY);
	bpf_map_delete_elem(&opened_sockets, &key);
}

/* inet_csk_listen_start(), inet_csk_listen_stop()'s callers and friends set a socket's state through inet_sk_state_store(), which passes this
 * tracepoint (since 4.16): once for each listen(), and once as that ends. In the context of the caller, so current is who listens or closes.
 * A connection's socket begins as a copy of the one that listens, and so comes from TCP_LISTEN too, but never goes to TCP_CLOSE from there. */
static __always_inline int take_state(const struct sock *sock, int before, int state)
{
	if (state == TCP_LISTEN)
		take_listen(sock);
	else if (before == TCP_LISTEN && state == TCP_CLOSE)
		take_close(sock);
	return 0;
}

SEC("raw_tp/inet_sock_set_state")
int socket_state(struct bpf_raw_tracepoint_args *ctx)
{
	return take_state((void *)ctx->args[0], ctx->args[1], ctx->args[2]);
}

/* The same, where programs may be preempted (hooks.c): every connection passes here, too. */
SEC("tracepoint/sock/inet_sock_set_state")
int socket_state_held(struct trace_event_raw_inet_sock_set_state *record)
{
	return take_state(record->skaddr, record->oldstate, record->newstate);
}
