// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "scan.h"

#include <linux/types.h>
#include <string.h>

void room_put(struct room *room, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++, room->length++) {
		if (room->length < room->size)
			room->to[room->length] = bytes[i];
	}
}

static void put_code_point(struct room *room, __u32 code)
{
	char bytes[4] = { code };

	if (code < 0x80) {
		room_put(room, bytes, 1);
		return;
	}
	/* The last byte has 6 bits, each before it 6 more, the first what is left. */
	size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = length - 1; i > 0; i--, code >>= 6)
		bytes[i] = 0x80 | (code & 0x3f);
	bytes[0] = (0xf0 << (4 - length)) | code;
	room_put(room, bytes, length);
}

bool scan_byte(struct scan *scan, char expected)
{
	if (scan->at == scan->end || *scan->at != expected)
		return false;
	scan->at++;
	return true;
}

void scan_space(struct scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t' || *scan->at == '\r'))
		scan->at++;
}

static bool scan_hex(struct scan *scan, __u32 *value)
{
	*value = 0;
	for (int i = 0; i < 4; i++, scan->at++) {
		char digit = scan->at < scan->end ? *scan->at : 0;

		if (digit >= '0' && digit <= '9')
			*value = *value * 16 + digit - '0';
		else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
			*value = *value * 16 + (digit | 0x20) - 'a' + 10;
		else
			return false;
	}
	return true;
}

#define REPLACEMENT 0xfffd

/* After \u: one code point, from two escapes where the first is half of one. */
static bool scan_code_point(struct scan *scan, struct room *room)
{
	__u32 code, low;
	const char *second;

	if (!scan_hex(scan, &code))
		return false;
	second = scan->at;
	if (code >= 0xd800 && code < 0xdc00 && scan_byte(scan, '\\') && scan_byte(scan, 'u')) {
		if (!scan_hex(scan, &low))
			return false;
		if (low >= 0xdc00 && low < 0xe000)
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	if (code >= 0xd800 && code < 0xe000) {
		scan->at = second; /* a half alone; what comes after it is itself */
		code = REPLACEMENT;
	}
	put_code_point(room, code);
	return true;
}

static bool scan_escape(struct scan *scan, struct room *room)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;
	char letter;

	if (scan->at == scan->end)
		return false;
	letter = *scan->at++;
	if (letter == 'u')
		return scan_code_point(scan, room);
	found = memchr(from, letter, sizeof(from) - 1);
	if (found)
		room_put(room, &to[found - from], 1);
	return found;
}

bool scan_string(struct scan *scan, struct room *room)
{
	if (!scan_byte(scan, '"'))
		return false;
	while (scan->at < scan->end) {
		char byte = *scan->at++;

		if (byte == '"')
			return true;
		if ((unsigned char)byte < 0x20)
			return false;
		if (byte != '\\')
			room_put(room, &byte, 1);
		else if (!scan_escape(scan, room))
			return false;
	}
	return false;
}

static bool scan_digits(struct scan *scan)
{
	const char *from = scan->at;

	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9')
		scan->at++;
	return scan->at > from;
}

bool scan_number(struct scan *scan)
{
	scan_byte(scan, '-');
	if (!scan_byte(scan, '0') && !scan_digits(scan))
		return false;
	if (scan_byte(scan, '.') && !scan_digits(scan))
		return false;
	if (!scan_byte(scan, 'e') && !scan_byte(scan, 'E'))
		return true;
	if (!scan_byte(scan, '+'))
		scan_byte(scan, '-');
	return scan_digits(scan);
}

bool scan_word(struct scan *scan)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);

		if ((size_t)(scan->end - scan->at) >= length && memcmp(scan->at, words[i], length) == 0) {
			scan->at += length;
			return true;
		}
	}
	return false;
}
