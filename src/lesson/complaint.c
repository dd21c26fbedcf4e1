#include "lesson/complaint.h"

#include "vm/suggest.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void complain(Complaints *complaints, uint32_t line, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (complaints->count++ < COMPLAINTS_MOST && length >= 0) {
        Complaint *row = &complaints->rows[complaints->count - 1];
        *row = (Complaint){line, strdup(text)};
    }
}

/* In the order of the lines, and of one line in the order in which they were made. */
static int compare_rows(const void *left, const void *right) {
    const Complaint *one = *(const Complaint *const *)left;
    const Complaint *other = *(const Complaint *const *)right;
    if (one->line != other->line) {
        return one->line < other->line ? -1 : 1;
    }
    return one < other ? -1 : one > other;
}

void complaints_write(Bytes *out, const Complaints *complaints) {
    const Complaint *rows[COMPLAINTS_MOST];
    uint32_t kept = complaints->count < COMPLAINTS_MOST ? complaints->count : COMPLAINTS_MOST;
    for (uint32_t i = 0; i < kept; i++) {
        rows[i] = &complaints->rows[i];
    }
    qsort(rows, kept, sizeof rows[0], compare_rows);
    for (uint32_t i = 0; i < kept; i++) {
        bytes_print(out, "%s:%" PRIu32 ": %s\n", complaints->file, rows[i]->line,
                    rows[i]->text != NULL ? rows[i]->text : "no memory left to say what is wrong");
    }
    if (complaints->count > kept) {
        bytes_print(out, "%s: and %" PRIu32 " more\n", complaints->file, complaints->count - kept);
    }
}

void complaints_free(Complaints *complaints) {
    for (uint32_t i = 0; i < complaints->count && i < COMPLAINTS_MOST; i++) {
        free(complaints->rows[i].text);
    }
    *complaints = (Complaints){.file = complaints->file};
}

void complaint_suggest(Bytes *out, const char *word, const char *const words[]) {
    const char *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t distance = 0;
        if (suggest_is_near(word, words[i], &distance) && distance < least) {
            least = distance;
            nearest = words[i];
        }
    }
    if (nearest != NULL) {
        bytes_print(out, ": did you mean %s?", nearest);
        return;
    }
    bytes_append_text(out, words[0] != NULL && words[1] == NULL ? "; there is " : "; there are ");
    for (size_t i = 0; words[i] != NULL; i++) {
        bool is_last = words[i + 1] == NULL;
        bytes_print(out, "%s%s", i == 0 ? "" : is_last ? " and " : ", ", words[i]);
    }
}
