/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 * Bytes of a process, with what is known of their completeness.
 */
#ifndef BPF_LINUX_TEXT_H
#define BPF_LINUX_TEXT_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct text {
	char *bytes;
	size_t length;
	__u64 total;  /* of the original; more than length when cut */
	__u32 flags;  /* enum bytes_flag */
	bool known;
};

static inline void text_free(struct text *text)
{
	free(text->bytes);
	*text = (struct text){};
}

/* Puts bytes at an offset; an offset of 0 begins anew. False (and unknown) when they don't follow what is there. */
static inline bool text_put(struct text *text, size_t offset, const void *bytes, size_t length)
{
	char *grown;

	if (offset == 0)
		text_free(text);
	if (offset != text->length)
		return false;
	text->known = true;
	if (length == 0)
		return true;
	grown = realloc(text->bytes, offset + length);
	if (!grown) {
		text_free(text);
		return false;
	}
	memcpy(grown + offset, bytes, length);
	text->bytes = grown;
	text->length = offset + length;
	return true;
}

#endif
