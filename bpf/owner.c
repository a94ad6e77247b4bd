// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "owner.h"
#include "failure.h"

#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/fsuid.h>
#include <unistd.h>

bool owner_parse(struct owner *owner, const char *text)
{
	char rest;

	owner->asked = sscanf(text, "%u:%u%c", &owner->uid, &owner->gid, &rest) == 2;
	return owner->asked;
}

/* sudo sets it, whatever the caller's environment holds. What is no number is nobody. */
static id_t read_id(const char *name)
{
	const char *text = getenv(name);
	id_t id;
	char rest;

	if (!text)
		return 0;
	return sscanf(text, "%u%c", &id, &rest) == 1 ? id : (id_t)-1;
}

bool owner_is_behind_sudo(void)
{
	return read_id("SUDO_UID") != 0;
}

int owner_settle(struct owner *owner)
{
	struct owner caller = { .uid = read_id("SUDO_UID"), .gid = read_id("SUDO_GID") };
	char why[160];

	if (!owner_is_behind_sudo())
		caller = (struct owner){ .uid = geteuid(), .gid = getegid() };
	else if (owner->asked && (owner->uid != caller.uid || owner->gid != caller.gid)) {
		snprintf(why, sizeof(why), "sudo was called by %u:%u, and makes files for nobody else (as root, unset SUDO_UID)", caller.uid, caller.gid);
		return fail(FAILURE_USAGE, "--owner", why);
	}
	if (!owner->asked)
		*owner = caller;
	return 0;
}

/* setfsuid() says nothing when it fails. From root to another user it takes the capabilities away that ignore a file's permissions. */
bool owner_take_rights(const struct owner *owner)
{
	if (owner->uid != 0 && setgroups(0, NULL))
		return false;
	setfsgid(owner->gid);
	setfsuid(owner->uid);
	return (gid_t)setfsgid(-1) == owner->gid && (uid_t)setfsuid(-1) == owner->uid;
}

void owner_give_back(void)
{
	setfsuid(geteuid());
	setfsgid(getegid());
}
