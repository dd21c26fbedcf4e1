/* What is traced is what the heap holds, whatever dies or is undone. */
#include "heap/trace.h"
#include "heap/walk.h"
#include "object/trace.h"
#include "observe/trace_lines.h"
#include "observe_session.h"

#include <stdlib.h>

enum { BLOCKS_MOST = 20000 };

/* Whether a block belongs to the program: buffers of no owner are the machine's own, and so are the
 * strings of one character. */
static bool is_programs(const Block *block) {
    if (block->kind == KIND_BUFFER)
        return ((const Buffer *)(const void *)block)->owner != 0;
    return block->kind != KIND_STR || ((const StrObject *)(const void *)block)->bytes != 1;
}

static int compare_numbers(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* The blocks that the heap holds and that the program owns, by offset. */
static size_t list_blocks(const Heap *heap, uint64_t *offsets) {
    size_t count = 0;
    HeapCursor cursor;
    heap_walk_start(&cursor, view_live(heap));
    while (heap_walk_next(&cursor)) {
        if (!cursor.is_free && is_programs(cursor.seen) && count < BLOCKS_MOST)
            offsets[count++] = heap_offset(heap, cursor.block);
    }
    qsort(offsets, count, sizeof *offsets, compare_numbers);
    return count;
}

/* Whether the table has exactly the blocks that were born since `before` was listed, with their
 * bytes. (An address that lived then and was used again since is taken from the table's word.) */
static bool table_is_right(Unit *unit, const Heap *heap, const uint64_t *before, size_t count) {
    size_t live = 0, missing = 0;
    uint64_t bytes = 0;
    HeapCursor cursor;
    heap_walk_start(&cursor, view_live(heap));
    while (heap_walk_next(&cursor)) {
        const HeapTraceSlot *slot = heap_trace_find(heap, cursor.block);
        if (cursor.is_free) {
            missing += slot != NULL;
            continue;
        }
        uint64_t offset = heap_offset(heap, cursor.block);
        bool was_there = bsearch(&offset, before, count, sizeof *before, compare_numbers) != NULL;
        missing += slot == NULL && is_programs(cursor.seen) && !was_there;
        missing += slot != NULL && slot->bytes != cursor.size;
        live += slot != NULL;
        bytes += slot != NULL ? cursor.size : 0;
    }
    return EXPECT(unit, missing == 0) && EXPECT(unit, live == heap->trace.live) &&
           EXPECT(unit, bytes == heap->trace.bytes) && EXPECT(unit, bytes <= heap->trace.peak);
}

static bool heap_is_whole(Unit *unit, const Heap *heap) {
    char why[200] = "";
    bool whole = heap_check(view_live(heap), why, sizeof why);
    if (!EXPECT(unit, whole))
        printf("  %s\n", why);
    return whole;
}

static void the_table_is_what_the_heap_holds(Unit *unit) {
    static const char *const PROGRAM[] = {
        "a = [object() for i in range(2000)]\n",
        "b = {str(i): [i, (i, i)] for i in range(500)}\n",
        "del a[100:]\n",
        "class Node:\n    def __init__(self):\n        self.me = self\n\n",
        "c = [Node() for i in range(1000)]\n",
        "c = b = None\n",
        "import gc; gc.collect()\n",
        "d = [None] * 100000; e = 'x' * 5000\n",
        "d.append(1); d.append(2)\n",
        "del d, e\n",
        "1/0\n",
    };
    Session session;
    uint64_t *before = malloc(BLOCKS_MOST * sizeof *before);
    if (!EXPECT(unit, before != NULL && session_open(&session)))
        return;
    EXPECT(unit, session_run(&session, "old = [[i] for i in range(900)]\n"));
    EXPECT(unit, session_run(&session, "del old[::2]; numbers = list(range(257))\n"));
    size_t count = list_blocks(session.heap, before);
    trace_start(session.vm, 1);
    EXPECT(unit, heap_is_whole(unit, session.heap));
    for (size_t i = 0; i < ARRAY_LENGTH(PROGRAM); i++) {
        EXPECT(unit, session_run(&session, PROGRAM[i]));
        EXPECT(unit, session_balances(&session));
        if (!heap_is_whole(unit, session.heap) ||
            !table_is_right(unit, session.heap, before, count))
            printf("after: %s", PROGRAM[i]);
    }
    trace_stop(session.vm);
    EXPECT(unit, heap_is_whole(unit, session.heap) && session_balances(&session));
    EXPECT(unit, session_run(&session, "f = [object() for i in range(2000)]; del f, old\n"));
    EXPECT(unit, heap_is_whole(unit, session.heap));
    EXPECT(unit, session_close(&session) == 0);
    free(before);
}

static void lines_are_read_from_any_image(Unit *unit) {
    Session session;
    TraceLines lines;
    if (!EXPECT(unit, session_open(&session)))
        return;
    EXPECT(unit, trace_lines_take(&lines, view_live(session.heap)));
    EXPECT(unit, lines.count == 0 && !lines.is_tracing);
    trace_start(session.vm, 3);
    EXPECT(unit, session_run(&session, "def f():\n  return [object() for i in range(100)]\n\n"));
    EXPECT(unit, session_run(&session, "a = f()\n"));
    EXPECT(unit, session_run(&session, "b = [f(), f()]\n"));
    EXPECT(unit, timeline_take(session.timeline));
    EXPECT(unit, session_run(&session, "del b\n"));
    EXPECT(unit, trace_lines_take(&lines, view_live(session.heap)));
    EXPECT(unit, lines.count > 1 && lines.is_tracing && lines.lines[0].line == 2);
    uint32_t blocks = lines.lines[0].blocks;
    EXPECT(unit, blocks >= 100 && blocks < 200);
    EXPECT(unit, strcmp(lines.lines[0].file, "<stdin>") == 0);
    trace_lines_free(&lines);
    EXPECT(unit, trace_lines_take(&lines, timeline_shadow_view(session.timeline)));
    EXPECT(unit, lines.lines[0].line == 2 && lines.lines[0].blocks >= 3 * blocks - 10);
    uint64_t bytes = 0;
    for (size_t i = 0; i < lines.count; i++) {
        bytes += lines.lines[i].bytes;
        EXPECT(unit, i == 0 || lines.lines[i].bytes <= lines.lines[i - 1].bytes);
    }
    EXPECT(unit, bytes == lines.bytes && bytes <= lines.peak);
    trace_lines_free(&lines);
    EXPECT(unit, session_close(&session) == 0);
}

/* Without memory for its tables the allocation fails as any, and nothing is lost. */
static void short_memory_is_an_error_of_the_program(Unit *unit) {
    Session session;
    if (!EXPECT(unit, session_open(&session)))
        return;
    for (uint64_t n = 1; n < 400; n++) {
        const char *text = "a = [[str(i)] for i in range(300)]\n";
        CodeObject *code = session_compile(&session, &text);
        if (!EXPECT(unit, code != NULL))
            break;
        trace_start(session.vm, 2);
        heap_fail_after(session.heap, n);
        session_run_code(&session, code);
        heap_fail_after(session.heap, 0);
        EXPECT(unit, session_balances(&session));
        EXPECT(unit, session_run(&session, "a = None\n"));
        EXPECT(unit, heap_is_whole(unit, session.heap));
        trace_stop(session.vm);
    }
    EXPECT(unit, session_close(&session) == 0);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, the_table_is_what_the_heap_holds);
    UNIT_RUN(&unit, lines_are_read_from_any_image);
    UNIT_RUN(&unit, short_memory_is_an_error_of_the_program);
    return unit_end(&unit);
}
