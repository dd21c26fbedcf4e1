/* main.c -- the command line of ouro: what is asked for, and who does it.
 *
 * Status: 0, or what the program gave sys.exit; 1 after an uncaught exception; 2 for a command line
 * or a file that cannot be used; 70 when the audit finds the ledger out of balance; 130 after
 * Ctrl-C. */
#include "repl/options.h"
#include "repl/run.h"

#include <stdio.h>

enum { STATUS_USAGE = 2 };

static int print_usage(void) {
    Bytes usage = {0};
    options_print_usage(&usage);
    bool ok = fputs(bytes_text(&usage), stdout) >= 0;
    bytes_free(&usage);
    return ok ? 0 : 1;
}

int main(int count, char **arguments) {
    Options options;
    Bytes complaint = {0};
    if (!options_read(&options, count - 1, arguments + 1, &complaint)) {
        fprintf(stderr, "ouro: %s\nouro: `ouro --help` lists the options\n",
                bytes_text(&complaint));
        bytes_free(&complaint);
        return STATUS_USAGE;
    }
    if (options.help) {
        return print_usage();
    }
    if (options.version) {
        puts("Ouro " OURO_VERSION " (Python 3.11, a strict subset)");
        return 0;
    }
    return run_options(&options);
}
