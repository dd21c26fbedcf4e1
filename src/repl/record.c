#include "repl/record.h"

#include <string.h>

/* What stands before the text of an answer. */
typedef struct AnswerHead {
    uint32_t length;
    uint32_t answer;
} AnswerHead;

void record_free(Record *record) {
    bytes_free(&record->name);
    bytes_free(&record->text);
    bytes_free(&record->answers);
    *record = (Record){0};
}

void record_clear(Record *record) {
    bytes_clear(&record->answers);
    record->is_known = false;
    record->is_stopped = false;
}

void record_add_answer(Record *record, HostAnswer answer, const char *line, size_t length) {
    AnswerHead head = {.length = (uint32_t)length, .answer = answer};
    if (length > UINT32_MAX) {
        record->answers.failed = true;
    }
    bytes_append(&record->answers, (const char *)&head, sizeof head);
    bytes_append(&record->answers, line, length);
}

HostAnswer record_read_answer(const Record *record, size_t *at, Bytes *line) {
    AnswerHead head;
    if (*at + sizeof head > record->answers.length) {
        return HOST_END;
    }
    memcpy(&head, record->answers.data + *at, sizeof head);
    *at += sizeof head;
    bytes_append(line, record->answers.data + *at, head.length);
    *at += head.length;
    return (HostAnswer)head.answer;
}
