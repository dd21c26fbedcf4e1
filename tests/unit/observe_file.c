/* What an observer knows, in bytes for a file; and marks. */
#include "heap/image_file.h"
#include "observe/observer_file.h"
#include "observe_prompt.h"
#include "unit.h"

#include <stdlib.h>

static const char *const LINES[] = {
    "a = [1, 2]\n",
    "b = {'k': a}\n",
    "c = 'text' + str(len(a))\n",
    "del c\n",
    "d = [[i] for i in range(40)]\n",
};

static void run_lines(Unit *unit, Prompt *prompt) {
    EXPECT(unit, prompt_open(prompt) && prompt_run(prompt, NODE));
    for (size_t i = 0; i < ARRAY_LENGTH(LINES); i++) {
        EXPECT(unit, prompt_run(prompt, LINES[i]));
        if (i == 1) {
            EXPECT(unit, observer_mark_set(prompt->observer, "here"));
        }
    }
}

/* Pages, then what is known, as a saved session has them. */
static size_t pack_all(const Prompt *prompt, Bytes *bytes) {
    image_pack(bytes, prompt->session.heap);
    size_t pages = bytes->length;
    observer_pack(bytes, prompt->observer);
    return pages;
}

static Observer *unpack_all(const Prompt *prompt, const char *data, size_t pages, size_t length) {
    Unpack at_pages = {.at = data, .end = data + pages};
    Unpack in = {.at = data + pages, .end = data + length};
    return observer_unpack(&in, prompt->session.heap, &at_pages);
}

static void what_is_known_comes_back(Unit *unit) {
    Prompt prompt;
    run_lines(unit, &prompt);
    Bytes bytes = {0}, again = {0};
    size_t pages = pack_all(&prompt, &bytes);
    Observer *old = prompt.observer;
    Observer *read = unpack_all(&prompt, bytes.data, pages, bytes.length);
    EXPECT(unit, read != NULL);
    EXPECT(unit, observer_statement_count(read) == observer_statement_count(old));
    for (uint32_t i = 1; i <= observer_statement_count(old); i++) {
        EXPECT(unit,
               strcmp(observer_statement_text(read, i), observer_statement_text(old, i)) == 0);
    }
    const Label *gone = labels_find(&read->labels, "str", 3, 1);
    EXPECT(unit, gone != NULL && gone->gone == 5);
    EXPECT(unit, strcmp(labels_brief(&read->labels, gone), "was 'text2'") == 0);
    Difference one = {0}, other = {0};
    EXPECT(unit, observer_compare_mark(old, observer_mark_peek(old, "here"), &one));
    EXPECT(unit, observer_compare_mark(read, observer_mark_peek(read, "here"), &other));
    EXPECT(unit, one.made == 41 && one.count == other.count && one.made == other.made);
    for (uint32_t i = 0; i < one.count; i++) {
        EXPECT(unit, strcmp(one.events[i].subject, other.events[i].subject) == 0);
    }
    image_pack(&again, prompt.session.heap);
    observer_pack(&again, read);
    EXPECT(unit, again.length == bytes.length);
    EXPECT(unit, memcmp(again.data, bytes.data, bytes.length) == 0);
    difference_free(&one);
    difference_free(&other);
    bytes_free(&bytes);
    bytes_free(&again);
    observer_close(read);
    prompt_close(unit, &prompt);
}

/* Whatever the bytes are: an observer, or none. There is no checksum here to say no. */
static void nonsense_is_refused_or_harmless(Unit *unit) {
    Prompt prompt;
    run_lines(unit, &prompt);
    Bytes bytes = {0};
    size_t pages = pack_all(&prompt, &bytes);
    uint64_t random = 99;
    unsigned refused = 0;
    enum { TRIES = 600 };
    for (unsigned i = 0; i < TRIES; i++) {
        size_t length = i % 3 == 0 ? pages + unit_random(&random) % (bytes.length - pages) / 8 * 8
                                   : bytes.length;
        char *exact = malloc(length);
        memcpy(exact, bytes.data, length);
        for (unsigned change = 0; change < 1 + i % 4 && length > pages; change++) {
            size_t place = pages + unit_random(&random) % (length - pages);
            exact[place] = (char)unit_random(&random);
        }
        Observer *read = unpack_all(&prompt, exact, pages, length);
        refused += read == NULL;
        observer_close(read);
        free(exact);
    }
    EXPECT(unit, refused > TRIES / 4 && refused < TRIES);
    bytes_free(&bytes);
    prompt_close(unit, &prompt);
}

/* What was undone is not written, and its marks are not either. */
static void what_was_undone_is_not_kept(Unit *unit) {
    Prompt prompt;
    run_lines(unit, &prompt);
    Observer *observer = prompt.observer;
    EXPECT(unit, observer_mark_set(observer, "late"));
    EXPECT(unit, timeline_take(prompt.session.timeline));
    EXPECT(unit, timeline_back(prompt.session.timeline, 4));
    observer_go(observer, 2);
    EXPECT(unit, observer_count_undone(observer) == 4);
    EXPECT(unit, observer_mark_peek(observer, NULL) == NULL);
    EXPECT(unit, observer_mark_peek(observer, "late")->statement == 6);
    Bytes bytes = {0};
    size_t pages = pack_all(&prompt, &bytes);
    Observer *read = unpack_all(&prompt, bytes.data, pages, bytes.length);
    EXPECT(unit, read != NULL && observer_count_undone(read) == 0);
    EXPECT(unit, observer_mark_peek(read, "late") == NULL);
    EXPECT(unit, labels_find(&read->labels, "str", 3, 1) == NULL);
    EXPECT(unit, prompt_run(&prompt, "x = [9]\n"));
    EXPECT(unit, observer_mark_peek(observer, "late") == NULL);
    EXPECT(unit, observer_count_undone(observer) == 0);
    bytes_free(&bytes);
    observer_close(read);
    prompt_close(unit, &prompt);
}

/* There is room for so many; a name that is used again moves; the oldest goes. */
static void marks_are_few(Unit *unit) {
    Prompt prompt;
    EXPECT(unit, prompt_open(&prompt));
    Observer *observer = prompt.observer;
    for (unsigned i = 0; i < 20; i++) {
        char name[MARK_NAME_MOST + 20];
        snprintf(name, sizeof name, "mark%u", i);
        EXPECT(unit, observer_mark_set(observer, name));
    }
    EXPECT(unit, observer->marks.count == MARKS_MOST);
    EXPECT(unit, observer_mark_peek(observer, "mark3") == NULL);
    EXPECT(unit, observer_mark_peek(observer, "mark4") != NULL);
    EXPECT(unit, prompt_run(&prompt, "a = [1]\n"));
    EXPECT(unit, observer_mark_set(observer, "mark4"));
    EXPECT(unit, observer->marks.count == MARKS_MOST);
    const Mark *moved = observer_mark_peek(observer, "mark4");
    EXPECT(unit, moved->statement == 1 && moved == observer_mark_peek(observer, NULL));
    const Label *label = labels_find(&observer->labels, "list", 4, 1);
    EXPECT(unit, mark_knew(moved, label));
    EXPECT(unit, !mark_knew(observer_mark_peek(observer, "mark5"), label));
    EXPECT(unit, !mark_knew(NULL, label));
    prompt_close(unit, &prompt);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, what_is_known_comes_back);
    UNIT_RUN(&unit, nonsense_is_refused_or_harmless);
    UNIT_RUN(&unit, what_was_undone_is_not_kept);
    UNIT_RUN(&unit, marks_are_few);
    return unit_end(&unit);
}
