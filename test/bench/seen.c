/* seen FILE N: N times, forks a child that dies of SIGSEGV and says when FILE had grown (CLOCK_BOOTTIME, ns). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **args)
{
	char events[4096];
	int watch = inotify_init();

	if (count != 3 || inotify_add_watch(watch, args[1], IN_MODIFY) < 0)
		return 2;
	for (int i = atoi(args[2]); i > 0; i--) {
		struct timespec now;
		pid_t child = fork();

		if (child == 0)
			*(volatile int *)0x1234 = 1;
		if (read(watch, events, sizeof(events)) <= 0)
			return 2;
		clock_gettime(CLOCK_BOOTTIME, &now);
		printf("%d %lld\n", child, now.tv_sec * 1000000000LL + now.tv_nsec);
		waitpid(child, 0, 0);
	}
	return 0;
}
