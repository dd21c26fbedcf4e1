/* audit.c -- `:audit`: does every count say how many places hold the object? */
#include "observe/audit.h"

#include "observe/faults.h"
#include "observe/observing.h"
#include "show/text.h"

#include <inttypes.h>

enum { MOST_FAULTS = 20 };

static void write_faults(Bytes *out, const ShowStyle *style, const Look *look,
                         const Observer *observer) {
    uint32_t count = faults_count(&look->census);
    Bytes line = {0};
    show_count(&line, count, "release was forgotten", "releases were forgotten");
    bytes_append_text(&line, " (ouro --fault leak); all other counts are right:");
    show_line(out, style, bytes_text(&line));
    for (uint32_t i = 0; i < count && i < MOST_FAULTS; i++) {
        bytes_clear(&line);
        bytes_append_text(&line, "  ");
        faults_write(&line, look, observer, i);
        show_line(out, style, bytes_text(&line));
    }
    if (count > MOST_FAULTS)
        show_print(out, style, "  %s and %" PRIu32 " more", show_dots(style), count - MOST_FAULTS);
    bytes_free(&line);
}

void show_audit(Bytes *out, const ShowStyle *style, Observer *observer, View view) {
    Bytes why = {0};
    const Look *look = observer_ask(observer, view);
    if (look == NULL) {
        out->failed = true;
    } else if (!audit_run(view, &why)) {
        show_line(out, style, "The ledger does not balance, which is a bug of Ouro:");
        bytes_append(out, bytes_text(&why), why.length);
    } else if (faults_count(&look->census) > 0) {
        write_faults(out, style, look, observer);
    } else {
        Bytes line = {0};
        bytes_append_text(&line, "Every count is right: ");
        show_count(&line, look->census.count, "object", "objects");
        bytes_append_text(&line, " and ");
        show_count(&line, look->census.edge_count, "reference", "references");
        bytes_append_text(&line, " were counted again.");
        show_line(out, style, bytes_text(&line));
        bytes_free(&line);
    }
    bytes_free(&why);
}
