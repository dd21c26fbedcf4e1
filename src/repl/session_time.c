/* session_time.c -- going through time: statements, and the chapters that :reset and :load begin.
 */
#include "repl/session.h"

bool session_settle(Session *session) {
    if (session->timeline == NULL || (session->ahead && !timeline_take_whole(session->timeline))) {
        return false;
    }
    session->ahead = false;
    session->difference = NULL;
    return true;
}

size_t session_count_done(const Session *session) {
    if (session->timeline == NULL) {
        return 0;
    }
    uint32_t first = chapters_peek(&session->chapters)->first;
    size_t done = observer_statement_count(session->observer) - first;
    size_t kept = timeline_counts(session->timeline).past + session->ahead;
    return done < kept ? done : kept;
}

bool session_can_leave_chapter(const Session *session) {
    const Chapter *chapter = chapters_peek(&session->chapters);
    if (session->timeline == NULL || session->chapters.present == 0) {
        return false;
    }
    size_t kept = timeline_counts(session->timeline).past + session->ahead;
    return kept > observer_statement_count(session->observer) - chapter->first;
}

size_t session_count_undone(const Session *session) {
    if (session->timeline == NULL || session->ahead) {
        return 0;
    }
    size_t undone = observer_count_undone(session->observer);
    size_t kept = timeline_counts(session->timeline).future;
    return undone < kept ? undone : kept;
}

/* Inside a file a checkpoint holds the file's code, of which nothing runs any more. Without memory
 * to note that it is gone, rows will tell of it. */
static void let_go_of_file(Session *session) {
    if (session->vm->program != NULL) {
        session_let_go(session);
        (void)!timeline_amend(session->timeline);
    }
}

bool session_go_back(Session *session, size_t steps) {
    if (!session_settle(session) || steps > session_count_done(session) ||
        !timeline_back(session->timeline, steps)) {
        return false;
    }
    let_go_of_file(session);
    uint32_t count = observer_statement_count(session->observer);
    observer_go(session->observer, count - (uint32_t)steps);
    return true;
}

bool session_put_back(Session *session) {
    if (session->timeline == NULL || session->ahead || !timeline_back(session->timeline, 0)) {
        return false;
    }
    session_let_go(session);
    return true;
}

bool session_go_forward(Session *session, size_t steps) {
    if (steps > session_count_undone(session) || !timeline_forward(session->timeline, steps)) {
        return false;
    }
    let_go_of_file(session);
    session->difference = NULL;
    uint32_t count = observer_statement_count(session->observer);
    observer_go(session->observer, count + (uint32_t)steps);
    return true;
}

/* --- chapters -------------------------------------------------------------------------------- */

/* The image is that of the present chapter now. */
static void turn_to(Session *session, uint32_t chapter) {
    session->chapters.present = chapter;
    session->observer = session->chapters.rows[chapter].observer;
    session->difference = NULL;
}

bool session_begin_chapter(Session *session, const ImageCopy *image, Observer *observer,
                           const char *title) {
    if (!session_settle(session) || !timeline_put(session->timeline, image) ||
        !timeline_take(session->timeline)) {
        goto fail;
    }
    if (observer == NULL && (observer = observer_open(session->heap)) == NULL) {
        goto fail_taken;
    }
    observer_forget_undone(session->observer);
    if (!chapters_begin(&session->chapters, observer, title)) {
        goto fail_taken;
    }
    turn_to(session, session->chapters.present);
    return true;
fail_taken:
    observer_close(observer);
    (void)!timeline_back(session->timeline, 1);
    timeline_forget_future(session->timeline);
    return false;
fail:
    observer_close(observer);
    if (session->timeline != NULL && !session->ahead) {
        (void)!timeline_back(session->timeline, 0);
    }
    return false;
}

bool session_leave_chapter(Session *session) {
    uint32_t present = session->chapters.present;
    if (present == 0 || !session_settle(session) || !timeline_back(session->timeline, 1)) {
        return false;
    }
    turn_to(session, present - 1);
    return true;
}

bool session_return_chapter(Session *session) {
    if (chapters_peek_next(&session->chapters) == NULL || session->ahead ||
        session_count_undone(session) != 0 || !timeline_forward(session->timeline, 1)) {
        return false;
    }
    turn_to(session, session->chapters.present + 1);
    return true;
}
