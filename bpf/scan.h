/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * The words of a JSON text (RFC 8259), one at a time. Allocates nothing and calls nobody. Texts that are not valid UTF-8 are taken as
 * they are.
 */
#ifndef BPF_LINUX_SCAN_H
#define BPF_LINUX_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* What is left of the text. */
struct scan {
	const char *at, *end;
};

/* Takes as many bytes as it has room for, and counts them all. */
struct room {
	char *to;
	size_t size;
	size_t length;
};

void room_put(struct room *room, const char *bytes, size_t length);

void scan_space(struct scan *scan);
/* True, and it is taken, when this byte is next. */
bool scan_byte(struct scan *scan, char expected);
/* Each is false when something else is there, or when it breaks off; where the text then is at means nothing. A string goes into room
 * without its escapes; half of a surrogate pair becomes U+FFFD. */
bool scan_string(struct scan *scan, struct room *room);
bool scan_number(struct scan *scan);
/* true, false or null */
bool scan_word(struct scan *scan);

#endif
