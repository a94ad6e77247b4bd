/* For tests and fuzzers: what describe() takes from a document. With no main of a fuzzer's, DOCUMENT (a number) from the command line and
 * the text from standard input; prints "fact length" and the text of each fact, or "no" when the document isn't whole. */
#include "../../bpf/describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct description description = {};

	if (size == 0)
		return 0;
	/* A copy without a byte behind it, so that reading on is seen. */
	char *text = malloc(size - 1);

	memcpy(text, data + 1, size - 1);
	describe(&description, data[0] % DOCUMENTS, text, size - 1);
	for (int i = 0; i < FACTS; i++) {
		if (description.facts[i].length > FACT_MAX)
			abort();
	}
	free(text);
	return 0;
}

#ifndef FUZZ
int main(int argc, char **argv)
{
	static char input[8 << 20];
	struct description description = {};
	ssize_t length = 0, got;

	while ((got = read(STDIN_FILENO, input + length, sizeof(input) - length)) > 0)
		length += got;
	char *text = malloc(length);

	memcpy(text, input, length);
	if (argc != 2 || !describe(&description, atoi(argv[1]), text, length))
		puts("no");
	for (int i = 0; i < FACTS; i++) {
		if (!description.facts[i].length)
			continue;
		printf("%d %d\n", i, description.facts[i].length);
		fwrite(description.facts[i].text, 1, description.facts[i].length, stdout);
		putchar('\n');
	}
	free(text);
	return 0;
}
#endif
