/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * What the floor can't know, and why: the one list. The header of a record repeats it, record.c leaves these keys out of records or null,
 * and README.md shows it. A key is one of a record's type ("death.rusage"), of a part wherever it is ("fault.trap"), a type of records
 * that never come ("listen"), or what is partly known ("fault.other"). The second column is the field of a tracepoint that tells it on the kernels that have one.
 */
#ifndef BPF_LINUX_UNKNOWN_H
#define BPF_LINUX_UNKNOWN_H

#define FLOOR_UNKNOWN(X) \
	X("death.cwd", NOTHING, "no tracepoint tells the working directory") \
	X("death.nsPid", NOTHING, "no tracepoint tells the pid in a container") \
	X("death.pidNamespace", NOTHING, "no tracepoint tells namespaces") \
	X("death.mountNamespace", NOTHING, "no tracepoint tells namespaces") \
	X("death.rusage", NOTHING, "no tracepoint tells what a process used") \
	X("death.listening", NOTHING, "no tracepoint tells which sockets a process holds") \
	X("death.parentListens", NOTHING, "no tracepoint tells which sockets a process holds") \
	X("death.parentChannel", NOTHING, "no tracepoint tells which sockets a process holds") \
	X("death.stack", NOTHING, "no tracepoint tells where a stack is") \
	X("fault.address", FAULT_ADDRESS, "no tracepoint of this kernel tells where a page fault was") \
	X("fault.instructionPointer", FAULT_IP, "no tracepoint of this kernel tells where a page fault was") \
	X("fault.stackPointer", NOTHING, "no tracepoint tells a thread's registers") \
	X("fault.other", NOTHING, "only a page fault is told with its address and instruction") \
	X("fault.handlerLeft", NOTHING, "no tracepoint tells whether a handler is still at work: the last fault that one took is told, be it the handler's own") \
	X("fault.handlerStackBytes", NOTHING, "no tracepoint tells on which stack a handler runs") \
	X("fault.syscall", NOTHING, "no tracepoint tells what a seccomp filter forbade") \
	X("oom.cgroup", NOTHING, "no tracepoint tells which memory cgroup was full") \
	X("oom.levels", NOTHING, "no tracepoint tells which memory cgroup was full") \
	X("oom.anonymousBytes", VICTIM_ANONYMOUS, "this kernel's tracepoint tells the victim's pid alone") \
	X("oom.fileBytes", VICTIM_FILE, "this kernel's tracepoint tells the victim's pid alone") \
	X("oom.sharedBytes", VICTIM_SHARED, "this kernel's tracepoint tells the victim's pid alone") \
	X("oom.totalVirtualBytes", VICTIM_TOTAL, "this kernel's tracepoint tells the victim's pid alone") \
	X("oom.scoreAdjust", NOTHING, "not every kernel's tracepoint tells it") \
	X("sender.nsPid", NOTHING, "no tracepoint tells the pid in a container") \
	X("sender.pidNamespace", NOTHING, "no tracepoint tells namespaces") \
	X("start.elsewhere", NOTHING, "no tracepoint tells cgroups: a replacement is seen where parent and name are the same") \
	X("start.hasConnection", NOTHING, "no tracepoint tells which sockets a process holds") \
	X("start.nsPid", NOTHING, "no tracepoint tells the pid in a container") \
	X("ancestors.adopted", NOTHING, "no tracepoint tells who adopts a process whose parent has ended") \
	X("ancestors.names", NOTHING, "the name of a sender's ancestor that has ended by the death is not kept") \
	X("process.startedAt", NOTHING, "taken as its creator tells of a process, microseconds after it began, or as long as that had to wait for a processor") \
	X("process.code", EXIT_GROUP_DEAD, "before Linux 6.0, a process whose threads leave one by one ends with the main one's code: the last one's is told") \
	X("process.unloadable", NOTHING, "no tracepoint tells that a program could not be loaded: it looks like its parent's fork") \
	X("process.later", NOTHING, "arguments, executable and cgroup are read as a program is loaded: not what they become, and nothing of one that ends at once") \
	X("listen", NOTHING, "not every kernel's tracepoint tells when a port is listened on")

#endif
