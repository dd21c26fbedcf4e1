/* Every instruction that the compiler makes of the language tests can be said in words. */
#include "lang/ops.h"
#include "observe_session.h"
#include "show/instruction.h"

#include <glob.h>
#include <stdlib.h>

/* Says every instruction of a code object and of those among its constants. Returns how many. */
static size_t say_all(Unit *unit, View view, const CodeObject *code, uint8_t seen[OP_COUNT]) {
    Bytes text = {0};
    size_t said = 0;
    for (uint32_t at = 0; at < code->instruction_count; at = instruction_next(view, code, at)) {
        bytes_clear(&text);
        instruction_write(&text, view, code, at, "temporary ");
        seen[code->instructions[at].op] = 1;
        said += EXPECT(unit, text.length > 4);
    }
    bytes_free(&text);
    for (uint32_t i = 0; i < code->constants->length; i++) {
        if (code->constants->items[i]->kind == KIND_CODE)
            said += say_all(unit, view, (const CodeObject *)(const void *)code->constants->items[i],
                            seen);
    }
    return said;
}

static size_t say_program(Unit *unit, Session *session, const char *path, uint8_t seen[OP_COUNT]) {
    char *text = calloc(1, 1 << 20);
    FILE *file = fopen(path, "rb");
    size_t said = 0;
    if (text != NULL && file != NULL && fread(text, 1, (1 << 20) - 1, file) > 0) {
        const char *next = text;
        const char *before = NULL;
        while (*next != '\0' && next != before) {
            before = next;
            CodeObject *code = session_compile(session, &next);
            if (code == NULL)
                break;
            said += say_all(unit, view_live(session->heap), code, seen);
            object_release(session->vm, &code->header);
        }
        raise_clear(session->vm);
    }
    if (file != NULL)
        fclose(file);
    free(text);
    return said;
}

static void every_instruction_has_words(Unit *unit) {
    Session session;
    uint8_t seen[OP_COUNT] = {0};
    size_t said = 0;
    size_t kinds = 0;
    glob_t found;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, glob("tests/language/*/*.py", 0, NULL, &found) == 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        said += say_program(unit, &session, found.gl_pathv[i], seen);
    globfree(&found);
    for (unsigned op = 0; op < OP_COUNT; op++)
        kinds += seen[op];
    EXPECT(unit, said > 10000);
    EXPECT(unit, kinds > OP_COUNT - 12);
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, every_instruction_has_words);
    return unit_end(&unit);
}
