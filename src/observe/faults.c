#include "observe/faults.h"

#include "observe/brief.h"
#include "observe/observing.h"

#include <inttypes.h>

static bool is_of(const Census *census, const Fault *fault, const CensusObject *object) {
    uint64_t offset = heap_offset(census->view.home, object->home);
    return offset / HEAP_GRAIN == fault->block && object->birth == fault->birth;
}

uint32_t faults_of(const Census *census, const CensusObject *object) {
    const Faults *faults = &census->vm->faults;
    uint32_t count = 0;
    for (uint32_t i = 0; i < faults->count; i++)
        count += is_of(census, &faults->rows[i], object);
    return count;
}

/* The statement during which a release was forgotten; 0 if unknown. */
static uint32_t statement_of(const Observer *observer, uint32_t index) {
    uint32_t count = observer == NULL ? 0 : observer_statement_count(observer);
    for (uint32_t number = 1; number <= count; number++) {
        if (observer_statement_peek(observer, number)->faults > index)
            return number;
    }
    return 0;
}

static void write_subject(Bytes *out, const Look *look, uint32_t object) {
    if (object == CENSUS_NONE) {
        bytes_append_text(out, "An object");
        return;
    }
    look_write_subject(out, look, object);
    bytes_append_text(out, ", ");
    brief_write_value(out, look->view, look->labels, look_object(look, object)->home,
                      BRIEF_COLUMNS);
    bytes_append_char(out, ',');
}

void faults_write(Bytes *out, const Look *look, const Observer *observer, uint32_t index) {
    static const char *const OPERATIONS[] = {"list.pop()", "dict.pop()", "`del d[k]` of a dict"};
    const Census *census = &look->census;
    const Fault *fault = &census->vm->faults.rows[index];
    const char *home = (const char *)census->view.home + (size_t)fault->block * HEAP_GRAIN;
    uint32_t statement = statement_of(observer, index);
    write_subject(out, look, census_find(census, home));
    bytes_append_text(out, " has a ref that nobody holds");
    if (statement != 0)
        bytes_print(out, ", since `%s` (%" PRIu32 " in :history)",
                    observer_statement_text(observer, statement), statement);
    bytes_print(out, ": %s", OPERATIONS[fault->operation]);
    if (fault->line != 0)
        bytes_print(out, " at line %" PRIu32, fault->line);
    bytes_append_text(out, " took it out, and forgot to release it.");
}
