/* read_parts.c -- the lists below a step: hints, wrong ways, choices. */
#include "lesson/reading.h"

#include <string.h>

typedef enum PartId {
#define PART(name, word, steps, help) PART_##name,
#include "lesson/lesson.def"
    PART_COUNT
} PartId;

typedef enum SubpartId {
#define SUBPART(name, word, part, help) SUBPART_##name,
#include "lesson/lesson.def"
    SUBPART_COUNT
} SubpartId;

typedef struct WordRow {
    const char *word;
    unsigned where; /* bits of StepKind, or of PartId */
} WordRow;

static const WordRow PARTS[] = {
#define PART(name, word, steps, help) {word, steps},
#include "lesson/lesson.def"
};

static const WordRow SUBPARTS[] = {
#define SUBPART(name, word, part, help) {word, part},
#include "lesson/lesson.def"
};

/* What a word that is none of them is not. */
static const char *const STEP_KEYS[] = {
#define STEP(name, word, help) "key of a " word,
#include "lesson/lesson.def"
};

static const char *const PART_KEYS[] = {
#define PART(name, word, steps, help) "key below `" word "`",
#include "lesson/lesson.def"
};

enum { WORDS_MOST = (int)PART_COUNT + (int)SUBPART_COUNT };

/* One item of such a list. */
typedef struct Part {
    uint32_t id; /* of PARTS or SUBPARTS */
    uint32_t line;
    Bytes code;        /* what stands in backticks before the colon */
    Bytes text;        /* of the first paragraph, behind the colon */
    Rows blocks;       /* ProseBlocks: the text, and further paragraphs */
    cmark_node *below; /* the list in it, or NULL */
} Part;

/* Which word it is, of those that may stand here. False after a complaint. */
static bool find_part(Reading *reading, Part *part, const char *word, size_t length,
                      const WordRow *rows, uint32_t count, unsigned here, const char *what) {
    const char *words[WORDS_MOST + 1];
    uint32_t ids[WORDS_MOST];
    uint32_t fitting = 0;
    for (uint32_t i = 0; i < count; i++) {
        if ((rows[i].where & here) != 0) {
            ids[fitting] = i;
            words[fitting++] = rows[i].word;
        }
    }
    words[fitting] = NULL;
    uint32_t found = reading_find_word(reading, part->line, what, word, length, words);
    if (found == fitting) {
        return false;
    }
    part->id = ids[found];
    return true;
}

/* Splits `key `code`: text`. False after a complaint. */
static bool split_item(Reading *reading, Part *part, const char *text, size_t *key) {
    const char *rest = NULL;
    if (!reading_split_key(text, key, &rest)) {
        complain(
            reading->complaints, part->line,
            "an item of this list begins with a key, as in `hint: ` (see docs/lesson-format.md)");
        return false;
    }
    if (rest[0] == '`') {
        size_t length = strcspn(rest + 1, "`");
        bytes_append(&part->code, rest + 1, length);
        rest += 1 + length + 1;
        rest += strspn(rest, " ");
    }
    rest += 1;
    rest += strspn(rest, " ");
    bytes_append_text(&part->text, rest);
    return true;
}

/* Reads an item: its key, what is in it, and the list below. */
static bool read_item(Reading *reading, cmark_node *item, const WordRow *rows, uint32_t count,
                      unsigned here, const char *what, Part *part) {
    cmark_node *node = cmark_node_first_child(item);
    Bytes text = {0};
    size_t key = 0;
    *part = (Part){.line = node_line(item)};
    if (node != NULL && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
        reading_write_line(reading, &text, node);
    }
    bool ok = split_item(reading, part, bytes_text(&text), &key) &&
              find_part(reading, part, bytes_text(&text), key, rows, count, here, what);
    bytes_free(&text);
    if (!ok) {
        return false;
    }
    if (part->text.length != 0) {
        ProseBlock *block = rows_add(reading, &part->blocks, sizeof(ProseBlock));
        if (block != NULL) {
            *block = (ProseBlock){
                .text = reading_keep(reading, bytes_text(&part->text), part->text.length),
                .line = part->line,
                .kind = PROSE_PARAGRAPH,
            };
        }
    }
    for (node = cmark_node_next(node); node != NULL; node = cmark_node_next(node)) {
        bool is_list = cmark_node_get_type(node) == CMARK_NODE_LIST;
        if (is_list && part->below == NULL) {
            part->below = node;
        } else {
            reading_add_prose(reading, &part->blocks, node);
        }
    }
    return true;
}

static void free_part(Part *part) {
    bytes_free(&part->code);
    bytes_free(&part->text);
    rows_drop(&part->blocks);
}

/* The code of a text that is nothing but code in backticks. */
static bool is_code_alone(const Bytes *text, const char **code, size_t *length) {
    if (text->length < 3 || text->data[0] != '`') {
        return false;
    }
    *code = text->data + 1;
    *length = strcspn(*code, "`");
    return *length + 2 == text->length;
}

static void expect_text(Reading *reading, const Part *part, const char *word) {
    if (part->blocks.count == 0) {
        complain(reading->complaints, part->line, "`%s:` says nothing", word);
    }
}

static void refuse_list(Reading *reading, const Part *part, const char *word) {
    if (part->below != NULL) {
        complain(reading->complaints, node_line(part->below), "`%s` has no list below it", word);
    }
}

static void refuse_code(Reading *reading, const Part *part, const char *word) {
    if (part->code.length != 0) {
        complain(reading->complaints, part->line, "behind `%s` comes a colon", word);
    }
}

/* --- the lists below parts -------------------------------------------------------------------- */

/* What the list below a wrong way or a choice says. */
typedef struct Below {
    const Fact *when;
    Prose because;
    const char *example;
    bool has[SUBPART_COUNT];
} Below;

static void read_subpart(Reading *reading, Part *part, Below *below) {
    const char *word = SUBPARTS[part->id].word;
    const char *code = NULL;
    size_t length = 0;
    if (below->has[part->id]) {
        complain(reading->complaints, part->line, "`%s` stands here twice", word);
        return;
    }
    below->has[part->id] = true;
    refuse_list(reading, part, word);
    refuse_code(reading, part, word);
    if (part->id == SUBPART_BECAUSE) {
        expect_text(reading, part, word);
        below->because = reading_take_prose(reading, &part->blocks);
    } else if (part->blocks.count > 1 || !is_code_alone(&part->text, &code, &length)) {
        complain(reading->complaints, part->line,
                 "`%s:` is followed by one piece of code in backticks", word);
    } else if (part->id == SUBPART_WHEN) {
        below->when = fact_read(&reading->lesson->scratch, code, length, FACT_OF_RUN, part->line,
                                reading->complaints);
    } else {
        below->example = reading_keep(reading, code, length);
    }
}

static void read_below(Reading *reading, const Part *part, Below *below) {
    *below = (Below){0};
    if (part->below == NULL) {
        return;
    }
    for (cmark_node *item = cmark_node_first_child(part->below); item != NULL;
         item = cmark_node_next(item)) {
        Part sub = {0};
        if (read_item(reading, item, SUBPARTS, SUBPART_COUNT, 1u << part->id, PART_KEYS[part->id],
                      &sub)) {
            read_subpart(reading, &sub, below);
        }
        free_part(&sub);
    }
}

/* --- parts ------------------------------------------------------------------------------------ */

static void read_hint(Reading *reading, Part *part) {
    Prose *hint = rows_add(reading, &reading->hints, sizeof(Prose));
    refuse_list(reading, part, "hint");
    refuse_code(reading, part, "hint");
    expect_text(reading, part, "hint");
    if (hint != NULL) {
        *hint = reading_take_prose(reading, &part->blocks);
    }
}

static void read_passed(Reading *reading, Part *part) {
    refuse_list(reading, part, "passed");
    refuse_code(reading, part, "passed");
    expect_text(reading, part, "passed");
    if (reading->has_passed) {
        complain(reading->complaints, part->line, "`passed` stands here twice");
    }
    reading->has_passed = true;
    reading->step.passed = reading_take_prose(reading, &part->blocks);
}

static void read_wrong(Reading *reading, Part *part) {
    Below below;
    const Fact *when = NULL;
    expect_text(reading, part, "wrong");
    if (part->code.length == 0) {
        complain(
            reading->complaints, part->line,
            "`wrong` is followed by a fact in backticks and a colon: wrong `refs(a) == 1`: ...");
    } else {
        when = fact_read(&reading->lesson->scratch, part->code.data, part->code.length,
                         FACT_OF_HEAP, part->line, reading->complaints);
    }
    read_below(reading, part, &below);
    LessonWrong *wrong = rows_add(reading, &reading->wrongs, sizeof(LessonWrong));
    if (wrong != NULL) {
        *wrong = (LessonWrong){.when = when,
                               .message = reading_take_prose(reading, &part->blocks),
                               .example = below.example,
                               .line = part->line};
    }
}

static void read_choice(Reading *reading, Part *part) {
    StepKind kind = reading->step.kind;
    Below below;
    const char *code = NULL;
    size_t length = 0;
    const char *word = PARTS[part->id].word;
    refuse_code(reading, part, word);
    expect_text(reading, part, word);
    read_below(reading, part, &below);
    bool is_code = part->blocks.count == 1 && is_code_alone(&part->text, &code, &length);
    if (below.has[SUBPART_WHEN] && kind == STEP_CHOOSE) {
        complain(reading->complaints, part->line,
                 "nothing runs in a choose: the right one is marked by `answer`, not by `when`");
    } else if (!below.has[SUBPART_WHEN] && kind == STEP_PREDICT && is_code) {
        below.when = fact_printed(&reading->lesson->scratch, code, length, part->line);
    } else if (!below.has[SUBPART_WHEN] && kind == STEP_PREDICT) {
        complain(reading->complaints, part->line,
                 "this choice needs `when: ` below it, with the fact that makes it right");
    }
    if (!below.has[SUBPART_BECAUSE]) {
        complain(
            reading->complaints, part->line,
            "this choice needs `because: ` below it, with the reason why it is right or wrong");
    }
    LessonChoice *choice = rows_add(reading, &reading->choices, sizeof(LessonChoice));
    if (choice != NULL) {
        *choice = (LessonChoice){.text = reading_take_prose(reading, &part->blocks),
                                 .because = below.because,
                                 .when = below.when,
                                 .line = part->line,
                                 .is_answer = part->id == PART_ANSWER};
    }
}

void reading_parts(Reading *reading, cmark_node *list) {
    for (cmark_node *item = cmark_node_first_child(list); item != NULL;
         item = cmark_node_next(item)) {
        Part part = {0};
        if (read_item(reading, item, PARTS, PART_COUNT, 1u << reading->step.kind,
                      STEP_KEYS[reading->step.kind], &part)) {
            switch ((PartId)part.id) {
            case PART_HINT:
                read_hint(reading, &part);
                break;
            case PART_WRONG:
                read_wrong(reading, &part);
                break;
            case PART_PASSED:
                read_passed(reading, &part);
                break;
            case PART_CHOICE:
            case PART_ANSWER:
                read_choice(reading, &part);
                break;
            case PART_COUNT:
                UNREACHABLE();
            }
        }
        free_part(&part);
    }
    reading->has_parts = true;
}
