/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * The floor: what can be seen on a kernel that doesn't describe its types. The contract between its two sides.
 *
 * Its programs know the kernel by the formats of its tracepoints alone, which tracefs tells, and by one offset that staged deaths
 * prove (learn.bpf.c). They use helpers and map types of Linux 4.8, so whatever goes into an event or a map comes from BPF's stack
 * of 512 bytes: events are small, and a death is told in pieces, on one CPU, the closing FLOOR_DEATH last (pieces.h).
 * Times are CLOCK_MONOTONIC, the only clock of 4.8's helpers; user space adds what makes them CLOCK_BOOTTIME.
 */
#ifndef BPF_LINUX_FLOOR_H
#define BPF_LINUX_FLOOR_H

#include "../event.h"

#define FILENAME_MAX_SENT 128
#define TASK_PART 256
#define TASK_PARTS 40

/* The fields of tracepoints that the programs read: tracepoint, field, size in bytes, whether the floor can do without. */
#define FLOOR_FIELDS(X) \
	X(NEWTASK_PID, "task/task_newtask", "pid", 4, false) \
	X(NEWTASK_COMM, "task/task_newtask", "comm", 16, false) \
	X(NEWTASK_FLAGS, "task/task_newtask", "clone_flags", 8, false) \
	X(RENAME_PID, "task/task_rename", "pid", 4, true) \
	X(RENAME_COMM, "task/task_rename", "newcomm", 16, false) \
	X(EXEC_FILENAME, "sched/sched_process_exec", "filename", 4, false) \
	X(EXEC_OLD_PID, "sched/sched_process_exec", "old_pid", 4, false) \
	X(EXIT_GROUP_DEAD, "sched/sched_process_exit", "group_dead", 1, true) \
	X(GENERATE_SIGNAL, "signal/signal_generate", "sig", 4, false) \
	X(GENERATE_CODE, "signal/signal_generate", "code", 4, false) \
	X(GENERATE_PID, "signal/signal_generate", "pid", 4, false) \
	X(GENERATE_RESULT, "signal/signal_generate", "result", 4, false) \
	X(DELIVER_SIGNAL, "signal/signal_deliver", "sig", 4, false) \
	X(DELIVER_CODE, "signal/signal_deliver", "code", 4, false) \
	X(DELIVER_HANDLER, "signal/signal_deliver", "sa_handler", 8, false) \
	X(FAULT_ADDRESS, "exceptions/page_fault_user", "address", 8, true) \
	X(FAULT_IP, "exceptions/page_fault_user", "ip", 8, true) \
	X(FAULT_ERROR, "exceptions/page_fault_user", "error_code", 8, true) \
	X(VICTIM_PID, "oom/mark_victim", "pid", 4, true) \
	X(VICTIM_TOTAL, "oom/mark_victim", "total_vm", 8, true) \
	X(VICTIM_ANONYMOUS, "oom/mark_victim", "anon_rss", 8, true) \
	X(VICTIM_FILE, "oom/mark_victim", "file_rss", 8, true) \
	X(VICTIM_SHARED, "oom/mark_victim", "shmem_rss", 8, true) \
	X(SOCKET_STATE, "sock/inet_sock_set_state", "newstate", 4, true) /* for ../hooks.c: typed.c attaches there from 7.0 on */

enum floor_field {
#define X(field, tracepoint, name, size, optional) FIELD_##field,
	FLOOR_FIELDS(X)
#undef X
	FIELDS,
};

/* Beside the offset of a text: what is there is a __data_loc, the text's length and offset. */
#define FIELD_FAR 0x8000

/* Written by user space before anything is attached. */
struct floor_setup {
	__u16 at[FIELDS]; /* offset in the tracepoint's record; 0: it has none; for texts also FIELD_FAR */
	__u32 exit_code_at; /* in task_struct; 0: not learned yet */
	__u32 tracer_pid;
	__u32 job_pid; /* 0: nobody asked */
	__u32 seeded;  /* what ran before the watch is in the table */
};

enum floor_forked {
	FORKED_AND_LOADED = 0,
	FORKED_ONLY = 1,
	FORKED_AND_RENAMED = 2, /* by itself, or because it began to load a program */
};

/* A process, from fork to end, by pid. */
struct floor_process {
	__u64 start;
	__u64 loaded_at; /* when the program that it runs was loaded, and by whom: by itself or by whom it was forked from */
	__u32 loader;
	__u32 parent; /* that forked it; who adopts it later isn't told by any tracepoint. 0: unknown */
	__s32 threads;
	/* Bytes, so that no two CPUs undo each other's. */
	__u8 fork_only; /* enum floor_forked */
	__u8 member; /* enum membership */
	__u8 bereaved;
	__u8 awaits; /* a successor of one of its children is awaited */
	char comm[COMM_LENGTH];
	__u32 status; /* of a thread that has ended: the signal that ended them all, or else the main one's */
	__u32 pad;
};

enum floor_kind {
	FLOOR_EXEC = 1,
	FLOOR_FORK = 2, /* that may be a replacement */
	FLOOR_ANCESTOR = 3,
	FLOOR_SIGNAL = 4,
	FLOOR_FATAL = 5,
	FLOOR_HANDLED = 6,
	FLOOR_OOM = 7,
	FLOOR_DEATH = 8,
	FLOOR_END = 9,
	FLOOR_STEP_END = 10,
	FLOOR_TASK = 11,
	FLOOR_LATE_OOM = 12, /* whose victim's death has been told already */
};

struct floor_head {
	__u64 at;
	__u32 kind;
	__u32 pid; /* whom it is about */
};

struct floor_exec {
	struct floor_head head;
	struct floor_process process;
	__u64 after_start; /* the death after which it may be a replacement; 0: none */
	__u32 after_pid;
	__u32 filename_length;
	char filename[FILENAME_MAX_SENT];
};

struct floor_relative {
	__u64 start;
	__u32 pid;
	__u32 pad;
};

struct floor_ancestor {
	struct floor_head head;
	struct floor_relative relative;
	struct floor_process process;
};

struct floor_signal {
	struct floor_head head; /* pid: the receiver */
	__s32 signal;
	__s32 code;
	__u32 sender;
	__u32 uid;
	__u32 exiting;
	__u32 count;
	struct floor_process process; /* the sender's */
	struct floor_relative ancestors[ANCESTORS_MAX];
};

struct floor_fault {
	struct floor_head head;
	__u64 address;
	__u64 ip;
	__u64 error;
	__u32 tid;
	__s32 signal;
	__s32 code;
	__u32 has_page; /* address, ip and error are known */
	char thread_name[COMM_LENGTH];
};

struct floor_oom {
	struct floor_head head; /* pid: the victim */
	__u64 total_kb;
	__u64 anonymous_kb;
	__u64 file_kb;
	__u64 shared_kb;
	__u32 trigger;
	__u32 uid;
	struct floor_process process; /* the trigger's */
};

struct floor_death {
	struct floor_head head;
	struct floor_process process;
	__u32 status;
	__u32 tid;
	__u32 uid;
	__u32 gid;
	char thread_name[COMM_LENGTH];
};

struct floor_end {
	struct floor_head head;
	struct floor_process process;
};

/* A piece of the task_struct of a child of the tracer that ends. */
struct floor_task {
	struct floor_head head;
	__u32 part;
	__u32 failed;
	__u8 bytes[TASK_PART];
};

/* A signal that was sent, kept until its receiver ends. */
struct floor_sent_key {
	__u32 pid;
	__s32 signal;
};

/* What a death makes the others look out for. */
struct floor_awaited_key {
	__u32 parent;
	__u32 fork;
	char comm[COMM_LENGTH]; /* "" for a fork */
};

struct floor_awaited {
	__u64 until;
	__u64 after_start;
	__u32 after_pid;
	__u32 remaining;
};

_Static_assert(sizeof(struct floor_process) == 56, "floor_process");
_Static_assert(sizeof(struct floor_signal) == 352, "floor_signal");

#endif
