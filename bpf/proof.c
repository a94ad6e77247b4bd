// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "proof.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

/* Below vm.mmap_min_addr's default, where nothing of ours is mapped; a different address each time, so that no other death is
 * taken for the proof. */
#define LOWEST_ADDRESS 0x1000
#define ADDRESSES 0xe000

static _Noreturn void die(__u64 address)
{
	sigset_t all;

	prctl(PR_SET_NAME, PROOF_COMM);
	prctl(PR_SET_DUMPABLE, 0); /* no core, and no call of whatever core_pattern names */
	signal(SIGSEGV, SIG_DFL);
	sigfillset(&all);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	*(volatile char *)address = 1;
	_exit(1);
}

void proof_start(struct proof *proof)
{
	unsigned short random = 0;
	pid_t pid;

	if (getrandom(&random, sizeof(random), GRND_NONBLOCK) < 0)
		random = getpid();
	*proof = (struct proof){ .signal = SIGSEGV, .address = LOWEST_ADDRESS + random % ADDRESSES };
	pid = fork();
	if (pid == 0)
		die(proof->address);
	proof->pid = pid < 0 ? 0 : pid;
}

bool proof_is_met(const struct proof *proof, const struct event_death *death)
{
	return death->head.process.pid == proof->pid && (death->status & 0x7f) == (__u32)proof->signal && death->fatal.code > 0 &&
	       (!(death->fatal.known & FAULT_KNOWS_STATE) || death->fatal.address == proof->address);
}

bool proof_has_ended(const struct proof *proof)
{
	siginfo_t info = {};

	return waitid(P_PID, proof->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || (__u32)info.si_pid == proof->pid;
}

void proof_reap(const struct proof *proof)
{
	while (waitpid(proof->pid, NULL, 0) < 0 && errno == EINTR)
		;
}
