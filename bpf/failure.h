/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * How the tracer says that it can't: one line on stderr and an exit status. Append-only; failure.ts mirrors it.
 */
#ifndef BPF_LINUX_FAILURE_H
#define BPF_LINUX_FAILURE_H

enum failure {
	FAILURE_USAGE = 2,
	FAILURE_PRIVILEGE = 10,
	FAILURE_BTF = 11,
	FAILURE_BPF = 12,
	FAILURE_ATTACH = 13,
	FAILURE_PROOF = 14,
	FAILURE_OUTPUT = 15,
	FAILURE_STARTER = 16,
};

/* "tracer: <what>: <why>" on stderr; returns failure. */
int fail(enum failure failure, const char *what, const char *why);

#endif
