// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "causes.h"
#include "parts.h"

#include <signal.h>
#include <unistd.h>

static void put_state(struct json *json, const struct fault *fault)
{
	put_time(json, "at", fault->at);
	json_number(json, "tid", fault->tid);
	put_comm(json, "threadName", fault->thread_name);
	json_number(json, "signal", fault->signal);
	json_number(json, "code", fault->code);
	/* si_addr shares its bytes with the sender's pid; with SI_KERNEL the kernel fills in neither (siginfo_layout()). */
	fault->known & FAULT_KNOWS_STATE && fault->code > 0 && fault->code != SI_KERNEL ? json_hex(json, "address", fault->address) : json_null(json, "address");
	if (fault->syscall >= 0)
		json_number(json, "syscall", fault->syscall);
	fault->known & (FAULT_KNOWS_REGISTERS | FAULT_KNOWS_IP) ? json_hex(json, "instructionPointer", fault->ip) : json_null(json, "instructionPointer");
	fault->known & FAULT_KNOWS_REGISTERS ? json_hex(json, "stackPointer", fault->sp) : json_null(json, "stackPointer");
	fault->trap >= 0 ? json_number(json, "trap", fault->trap) : json_null(json, "trap");
	fault->known & FAULT_KNOWS_STATE ? json_hex(json, "errorCode", fault->error) : json_null(json, "errorCode");
	fault->known & FAULT_KNOWS_STATE ? json_hex(json, "faultRegister", fault->fault_register) : json_null(json, "faultRegister");
}

void put_fault(struct json *json, const struct fault *fault)
{
	if (!fault->at) {
		json_null(json, "fault");
		return;
	}
	json_open(json, "fault", '{');
	put_state(json, fault);
	json_close(json, '}');
}

void put_handled_fault(struct json *json, const struct fault *fault)
{
	if (!fault->at) {
		json_null(json, "handledFault");
		return;
	}
	json_open(json, "handledFault", '{');
	put_state(json, fault);
	if (fault->handler != HANDLER_UNKNOWN)
		json_bool(json, "handlerLeft", fault->handler == HANDLER_LEFT);
	if (knows("fault.handlerStackBytes"))
		json_number(json, "handlerStackBytes", fault->handler_stack_size);
	json_close(json, '}');
}

void put_sent(struct json *json, const struct event_signal *sent)
{
	static const char *const origins[] = { [SENT_BY_PROCESS] = "process", [SENT_BY_KERNEL] = "kernel", [SENT_BY_TIMER] = "timer" };

	if (!sent) {
		json_null(json, "sent");
		return;
	}
	json_open(json, "sent", '{');
	put_time(json, "at", sent->head.at);
	json_number(json, "signal", sent->signal);
	json_number(json, "code", sent->code);
	json_string(json, "by", origins[sent->by]);
	json_open(json, "sender", '{');
	put_identity(json, &sent->sender, identity_recall(sent->sender.pid, sent->sender.start));
	json_number(json, "uid", sent->sender.uid);
	if (knows("sender.nsPid"))
		json_number(json, "nsPid", sent->namespaces.pid);
	if (knows("sender.pidNamespace"))
		json_number(json, "pidNamespace", sent->namespaces.pid_inum);
	put_membership(json, sent->namespaces.job);
	json_bool(json, "exiting", sent->exiting);
	put_ancestors(json, sent->sender_ancestors, sent->sender_ancestor_count);
	json_close(json, '}');
	json_close(json, '}');
}

void put_oom(struct json *json, const struct event_oom *oom)
{
	static const char *const constraints[] = {
		[CONSTRAINT_MACHINE] = "machine", [CONSTRAINT_CPUSET] = "cpuset", [CONSTRAINT_POLICY] = "policy", [CONSTRAINT_CGROUP] = "cgroup",
	};
	long page = sysconf(_SC_PAGESIZE);

	if (!oom) {
		json_null(json, "oom");
		return;
	}
	json_open(json, "oom", '{');
	put_time(json, "at", oom->head.at);
	/* As the event knows its victim: it may be by its number alone. */
	put_cgroup(json, &identity_of(oom->head.process.pid, oom->head.process.start)->texts[BYTES_MEMCG]);
	json_open(json, "trigger", '{');
	put_identity(json, &oom->trigger, identity_ask(&oom->trigger));
	json_close(json, '}');
	knows("oom.levels") ? json_open(json, "levels", '[') : json_null(json, "levels");
	for (__u32 i = 0; i < oom->level_count && i < MEMCG_LEVELS_MAX; i++) {
		/* PAGE_COUNTER_MAX: LONG_MAX / PAGE_SIZE */
		bool unlimited = oom->levels[i].limit_pages >= (__u64)(__LONG_MAX__ / page);

		json_open(json, NULL, '{');
		json_number(json, "usageBytes", oom->levels[i].usage_pages * page);
		unlimited ? json_null(json, "limitBytes") : json_number(json, "limitBytes", oom->levels[i].limit_pages * page);
		json_close(json, '}');
	}
	if (knows("oom.levels"))
		json_close(json, ']');
	if (knows("oom.anonymousBytes"))
		json_number(json, "anonymousBytes", oom->anonymous_pages * page);
	if (knows("oom.fileBytes"))
		json_number(json, "fileBytes", oom->file_pages * page);
	if (knows("oom.sharedBytes"))
		json_number(json, "sharedBytes", oom->shared_pages * page);
	if (knows("oom.totalVirtualBytes"))
		json_number(json, "totalVirtualBytes", oom->total_pages * page);
	if (knows("oom.scoreAdjust"))
		json_number(json, "scoreAdjust", oom->score_adjust);
	if (oom->constraint != CONSTRAINT_UNKNOWN && oom->constraint < sizeof(constraints) / sizeof(*constraints))
		json_string(json, "constraint", constraints[oom->constraint]);
	if (oom->constraint == CONSTRAINT_CGROUP && oom->limit_level >= 0)
		json_number(json, "limitLevel", oom->limit_level);
	json_close(json, '}');
}
