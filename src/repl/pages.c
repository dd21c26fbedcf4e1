#include "repl/pages.h"

#include "repl/say.h"

#include <string.h>

typedef enum Answer {
    ANSWER_ON,
    ANSWER_BACK,
    ANSWER_OUT,
    ANSWER_TO,
    ANSWER_UNCLEAR,
    ANSWER_NONE
} Answer;

/* A number that is a page's. */
static bool read_number(const char *text, size_t count, size_t *page) {
    size_t number = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && number <= count; at++) {
        number = number * 10 + (size_t)(*at - '0');
    }
    at += strspn(at, " \t");
    *page = number - 1;
    return at > text && *at == '\0' && number >= 1 && number <= count;
}

static Answer read_answer(Session *session, size_t count, size_t *page) {
    Bytes line = {0};
    Answer answer = ANSWER_UNCLEAR;
    session->is_paging = true;
    HostAnswer given = host_read(&session->host->host, &line);
    session->is_paging = false;
    const char *text = bytes_text(&line);
    text += strspn(text, " \t");
    if (given == HOST_END) {
        answer = ANSWER_NONE;
    } else if (given == HOST_INTERRUPTED) {
        host_put(session->host, HOST_OUT, "\n");
        answer = ANSWER_OUT;
    } else if (text[0] == 'q') {
        answer = ANSWER_OUT;
    } else if (text[0] == 'b') {
        answer = ANSWER_BACK;
    } else if (text[0] == '\0') {
        answer = ANSWER_ON;
    } else if (read_number(text, count, page)) {
        answer = ANSWER_TO;
    }
    bytes_free(&line);
    return answer;
}

/* False when there is no such page. */
static bool show_page(Session *session, const Pages *pages, size_t page) {
    Bytes text = {0};
    bool is_there = pages->write(pages->context, page, &text);
    if (is_there) {
        host_end_line(session->host);
        host_put_bytes(session->host, HOST_OUT, &text);
    }
    bytes_free(&text);
    return is_there;
}

static void ask(Session *session, const Pages *pages) {
    host_end_line(session->host);
    host_print(session->host, HOST_OUT, "(%s: Enter on, b back, q out%s) ", pages->question,
               pages->count > 2 ? ", or a number" : "");
    host_flush(session->host);
}

bool pages_run(Session *session, const Pages *pages, size_t *reached) {
    size_t page = 0;
    size_t wanted = 0;
    bool asks = true;
    *reached = 0;
    while (show_page(session, pages, page)) {
        *reached = page + 1 > *reached ? page + 1 : *reached;
        Answer answer = ANSWER_ON;
        do {
            if (asks) {
                ask(session, pages);
                answer = read_answer(session, pages->count, &wanted);
            }
            if (answer == ANSWER_UNCLEAR && pages->count > 0) {
                say(session, "answer with Enter, b, q, or a number from 1 to %zu", pages->count);
            } else if (answer == ANSWER_UNCLEAR) {
                say(session, "answer with Enter, b or q");
            }
        } while (answer == ANSWER_UNCLEAR);
        if (answer == ANSWER_NONE) {
            host_put(session->host, HOST_OUT, "\n");
            asks = false;
        }
        if (answer == ANSWER_OUT) {
            return false;
        }
        if (answer == ANSWER_TO) {
            page = wanted;
        } else if (answer == ANSWER_BACK) {
            page -= page > 0;
        } else {
            page++;
        }
        if (!asks && page >= PAGES_MOST) {
            say(session, "only the first %d are shown where nobody answers", PAGES_MOST);
            return false;
        }
    }
    return true;
}
