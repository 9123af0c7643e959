/* SPDX-License-Identifier: MIT
 * metrics_page.c - the counters, and what is only looked up when somebody asks:
 * connections, the queue, the ports, the process; see metrics_page.h.
 */
#include "metrics_page.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void
one(buf *out, const char *name, const char *type, const char *help, double v)
{
	metrics_family(out, name, type, help);
	metrics_sample(out, name, NULL, v);
}

static void
write_connections(app *a, buf *out)
{
	int open = 0, idle = 0;
	if (a->server)
		http_server_counts(a->server, &open, &idle);
	one(out, "hire_http_requests_in_hand", "gauge",
	    "Requests that are being answered.", a->in_hand);
	one(out, "hire_http_connections", "gauge",
	    "Open connections, live interviews left out.", open);
	one(out, "hire_http_connections_idle", "gauge",
	    "Of the open connections, those between two requests.", idle);
	one(out, "hire_draining", "gauge", "1 once the server was told to end.",
	    a->draining);
}

static void
write_ends(const ws_counters *s, buf *out)
{
	static const char name[] = "hire_live_closed_total";
	char label[40];
	metrics_family(
	    out, name, "counter", "Connections that ended, by the reason.");
	for (int i = 0; i < WS_ENDS; i++) {
		snprintf(label, sizeof label, "reason=\"%s\"",
		    ws_end_name((ws_end)i));
		metrics_sample(out, name, label, (double)s->closed[i]);
	}
}

static void
write_live(app *a, buf *out)
{
	live_counts n = {0};
	live_counters(a->live, &n);
	const ws_counters *s = &n.sockets;
	const struct {
		const char *name, *type, *help;
		uint64_t value;
	} rows[] = {
	    {"hire_live_sockets", "gauge", "Live interviews connected.",
	        s->open},
	    {"hire_live_talks", "gauge",
	        "Connections to interviews that somebody still works on.",
	        n.talks},
	    {"hire_live_queued_bytes", "gauge",
	        "Bytes that wait for slow readers.", s->queued},
	    {"hire_live_opened_total", "counter", "Connections taken over.",
	        s->opened},
	    {"hire_live_refused_total", "counter",
	        "Connections for which there was no room.", s->refused},
	    {"hire_live_replaced_total", "counter",
	        "Connections that gave way to a newer one.", n.replaced},
	    {"hire_live_answers_total", "counter",
	        "Answers acknowledged after they were stored.", n.answers},
	    {"hire_live_messages_received_total", "counter",
	        "Messages from clients.", s->messages_in},
	    {"hire_live_messages_sent_total", "counter", "Messages to clients.",
	        s->messages_out},
	    {"hire_live_received_bytes_total", "counter", "Bytes from clients.",
	        s->bytes_in},
	    {"hire_live_sent_bytes_total", "counter", "Bytes to clients.",
	        s->bytes_out},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		one(out, rows[i].name, rows[i].type, rows[i].help,
		    (double)rows[i].value);
	write_ends(s, out);
}

static void
write_queue(app *a, hire_arena *mem, buf *out)
{
	static const hire_actor machine = {
	    .account_id = "", .role = HIRE_ROLE_ADMIN};
	hire_queue_count *rows;
	size_t count;
	hire_error err;
	char labels[160];
	if (hire_admin_queue(a->platform, &machine, mem, &rows, &count, &err))
		return;
	metrics_family(out, "hire_queue_messages", "gauge",
	    "Messages in the queue, by kind and state.");
	for (size_t i = 0; i < count; i++) {
		snprintf(labels, sizeof labels, "kind=\"%s\",state=\"%s\"",
		    rows[i].kind,
		    hire_word(&hire_message_state_words, rows[i].state));
		metrics_sample(
		    out, "hire_queue_messages", labels, (double)rows[i].count);
	}
}

static void
write_ports(app *a, buf *out)
{
	ready_report r;
	char labels[80];
	ready_check(a->ready, &r);
	metrics_family(out, "hire_port_up", "gauge",
	    "Whether the backend of a port answered, at most a second ago.");
	for (size_t i = 0; i < r.count; i++) {
		snprintf(labels, sizeof labels, "port=\"%s\",backend=\"%s\"",
		    r.ports[i].port, r.ports[i].backend);
		metrics_sample(out, "hire_port_up", labels, r.ports[i].ok);
	}
}

/* Value number `field` (from 1) of a line of numbers behind its last ")". */
static double
number_of(const char *path, int field)
{
	char text[1024] = "";
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
	if (f)
		fclose(f);
	text[n] = '\0';
	char *at = strrchr(text, ')');
	at = at ? at + 1 : text;
	for (int i = 1; i < field; i++) {
		at += strspn(at, " ");
		at += strcspn(at, " ");
	}
	return (double)strtoull(at, NULL, 10);
}

static int
count_entries(const char *path)
{
	int n = -3; /* ".", "..", and the one that lists them */
	DIR *d = opendir(path);
	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return d ? n : 0;
}

/* The names that every Prometheus client gives these. */
static void
write_process(buf *out)
{
	double page = (double)sysconf(_SC_PAGESIZE);
	double hertz = (double)sysconf(_SC_CLK_TCK);
	struct rlimit files = {0};
	struct timespec up = {0}, now = {0};
	struct rusage used = {0};
	getrlimit(RLIMIT_NOFILE, &files);
	getrusage(RUSAGE_SELF, &used);
	clock_gettime(CLOCK_BOOTTIME, &up);
	clock_gettime(CLOCK_REALTIME, &now);
	/* proc(5): of what follows the name, 20 is the start in ticks since
	 * boot, 18 the threads. */
	double age = (double)up.tv_sec + (double)up.tv_nsec / 1e9 -
	             number_of("/proc/self/stat", 20) / hertz;
	one(out, "process_resident_memory_bytes", "gauge",
	    "Resident memory size in bytes.",
	    number_of("/proc/self/statm", 2) * page);
	one(out, "process_virtual_memory_bytes", "gauge",
	    "Virtual memory size in bytes.",
	    number_of("/proc/self/statm", 1) * page);
	one(out, "process_open_fds", "gauge",
	    "Number of open file descriptors.", count_entries("/proc/self/fd"));
	one(out, "process_max_fds", "gauge",
	    "Maximum number of open file descriptors.", (double)files.rlim_cur);
	one(out, "process_start_time_seconds", "gauge",
	    "Start time of the process since unix epoch in seconds.",
	    (double)now.tv_sec - age);
	one(out, "process_cpu_seconds_total", "counter",
	    "Total user and system CPU time spent in seconds.",
	    (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	        (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
	one(out, "process_threads", "gauge", "Threads of the process.",
	    number_of("/proc/self/stat", 18));
}

void
metrics_page(app *a, hire_arena *mem, buf *out)
{
	char version[40];
	snprintf(version, sizeof version, "version=\"%s\"", hire_version());
	metrics_family(out, "hire_build_info", "gauge",
	    "1, with the version of the library.");
	metrics_sample(out, "hire_build_info", version, 1);
	metrics_write(a->metrics, out);
	write_connections(a, out);
	write_live(a, out);
	write_queue(a, mem, out);
	write_ports(a, out);
	write_process(out);
}
