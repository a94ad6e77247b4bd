/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * The maps that the programs share. __weak: each program file is compiled alone and sees the same definition.
 */
#ifndef BPF_LINUX_MAPS_BPF_H
#define BPF_LINUX_MAPS_BPF_H

#include "event.h"
#include "kernel.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define RING_BYTES (4 * 1024 * 1024)

/* The way out. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, RING_BYTES);
} events SEC(".maps") __weak;

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct counters);
} counters SEC(".maps") __weak;

/* Events are too large for BPF's stack. One scratch per hook family: a program may be interrupted on its CPU by one of another
 * family (signals are generated in interrupts too), never by one of its own (the kernel skips it, and counts that). */
enum family { FAMILY_DEATH, FAMILY_SIGNAL, FAMILY_OOM, FAMILY_START, FAMILIES };
union event_any {
	struct event_death death;
	struct event_signal signal;
	struct event_oom oom;
	struct event_start start;
};
struct scratch {
	struct event_bytes bytes;
	struct process owner; /* whom the parts are of */
	__u32 at; /* where the path being made begins; 0: it had no room */
	__u32 pad;
	char path[BYTES_PART + 256];
	union event_any event;
};
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, FAMILIES);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps") __weak;

/* pid → the fatal signal delivered to it. From delivery to death, which a core dump can put off for seconds: what is in here
 * at the end is still dying. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, __u32);
	__type(value, struct fault);
} fatal SEC(".maps") __weak;

/* The last fault that a handler took, of each thread and (tid 0) of the whole process: a JVM's other threads fault all the time
 * while the one that crashed writes its log. */
struct handled_key {
	__u32 pid;
	__u32 tid;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, struct handled_key);
	__type(value, struct fault);
} handled SEC(".maps") __weak;

/* What a death makes us look out for: the next starts of the same program under the same parent, or in the same cgroup. */
struct awaited_key {
	__u32 parent; /* 0: by cgroup */
	__u32 fork;   /* a fork that doesn't exec; exe is empty then */
	char exe[PROGRAM_NAME]; /* the file's name, without directories */
	char cgroup[64]; /* the leaf's (or its parent's) name: a container's id, a unit, a pod. Not its inode: a restart makes a new one */
};
struct awaited {
	__u64 until;
	__u64 after_start;
	__u32 after_pid;
	__u32 remaining;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct awaited_key);
	__type(value, struct awaited);
} awaited_starts SEC(".maps") __weak;

/* pid → a process that was reported as started by fork, and after whose death: should it exec, that is said too. */
struct forked {
	__u64 start;
	__u64 after_start;
	__u32 after_pid;
	__u32 pad;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct forked);
} forked_starts SEC(".maps") __weak;

/* Port that went dark with its process → whose it was, and until when its return is news. */
struct port {
	__u32 net_inum;
	__u32 number;
};
struct dark {
	__u64 until;
	__u64 after_start;
	__u32 after_pid;
	__u32 pad;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 256);
	__type(key, struct port);
	__type(value, struct dark);
} dark_ports SEC(".maps") __weak;

/* Socket → when it began to listen, and where: a port that the kernel had chosen is given back before the socket is told to be closed. */
struct opened {
	__u64 at;
	__u64 port;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, struct opened);
} opened_sockets SEC(".maps") __weak;

/* pid → the socket that it was the last to hold, and closed last. */
struct closed {
	__u64 start;
	struct listening socket;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct closed);
} closed_sockets SEC(".maps") __weak;

/* pid → start of the ancestors of processes that died: their own end is recorded whatever its status. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, __u32);
	__type(value, __u64);
} bereaved SEC(".maps") __weak;

/* (receiver, signal) → who sent it last and when: the same sender asking again within a second is not news. */
struct sent_key {
	__u32 pid;
	__s32 signal;
};
struct sent {
	__u64 start;
	__u64 at;
	__u64 sender_start;
	__u32 sender;
	__u32 pad;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct sent_key);
	__type(value, struct sent);
} sent_signals SEC(".maps") __weak;

/* pid → what taskstats_exit knew and sched_process_exit doesn't: only before 6.16. */
struct ending {
	__u64 start;
	__u32 last_thread; /* the kernel's own word for which one was the last */
	__u32 pad;
	char program[PROGRAM_NAME]; /* and of mm, which is gone later */
	__u64 stack_start;
};
/* Set by user space: taskstats_exit is attached. */
bool endings_are_told __weak = false;
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct ending);
} endings SEC(".maps") __weak;

/* What a clean life pays while somebody's successor is awaited: one load each. A byte says whether anything in the maps above may have
 * that hash; bytes are only ever set, so that no two CPUs can undo each other's. */
#define FILTER_SIZE 4096
__u8 awaited_programs[FILTER_SIZE] __weak = {}; /* awaited_starts by exe */
__u8 awaited_parents[FILTER_SIZE] __weak = {};	/* awaited_starts of forks, by parent */
__u8 bereaved_pids[FILTER_SIZE] __weak = {};	/* bereaved by pid */
__u8 awaits_programs __weak = 0;		/* anything at all in awaited_programs */

#endif
