/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Who the tracer's files are for. They are made with that user's rights, so root makes nothing that the user could not have made; and
 * who called sudo can name nobody else. So a sudoers line for the tracer allows to watch, and to write nowhere else.
 */
#ifndef BPF_LINUX_OWNER_H
#define BPF_LINUX_OWNER_H

#include <stdbool.h>
#include <sys/types.h>

struct owner {
	uid_t uid;
	gid_t gid;
	bool asked; /* named by --owner */
};

/* From "UID:GID". */
bool owner_parse(struct owner *owner, const char *text);
/* Whether a user called us through sudo: not root. */
bool owner_is_behind_sudo(void);
/* Fills in who it is where nobody was named: who called sudo, else ourselves. 0, or the exit status. */
int owner_settle(struct owner *owner);

/* Between these two, files are opened and made with the owner's rights: its user and group, and none of root's other groups. */
bool owner_take_rights(const struct owner *owner);
void owner_give_back(void);

#endif
