/* How far a learner is: what is written is read back, what others wrote stays, and no step is lost
 * between two terminals; the list of lessons says so. */
#include "repl/lesson_menu.h"
#include "repl/progress.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STEPS = 24 };

/* A folder of its own, with a lesson that has steps s0, s1 and so on. */
typedef struct Place {
    char folder[32];
    Progress progress;
    LessonFile file;
} Place;

static bool place_open(Place *place) {
    *place = (Place){.folder = "/tmp/ouro-progress-XXXXXX"};
    Bytes text = {0};
    Complaints complaints = {.file = "test"};
    bytes_append_text(&text, "# A title\n\n- format: 1\n- minutes: 5\n\n");
    for (int i = 0; i < STEPS; i++) {
        bytes_print(&text, "Text.\n\n```python free id=s%d\n>>> %d\n```\n\n", i, i);
    }
    bool ok = mkdtemp(place->folder) != NULL &&
              lesson_read(&place->file.lesson, "x.md", text.data, text.length, &complaints);
    bytes_print(&place->progress.path, "%s/progress", place->folder);
    place->file.name = "x.md";
    complaints_free(&complaints);
    bytes_free(&text);
    return ok;
}

static void place_close(Place *place) {
    (void)unlink(bytes_text(&place->progress.path));
    (void)rmdir(place->folder);
    lesson_file_free(&place->file);
    progress_close(&place->progress);
}

static void place_write(const Place *place, const char *text) {
    FILE *file = fopen(bytes_text(&place->progress.path), "w");
    if (file != NULL) {
        (void)fputs(text, file);
        (void)fclose(file);
    }
}

static bool place_holds(const Place *place, const char *wanted) {
    char text[1000] = "";
    FILE *file = fopen(bytes_text(&place->progress.path), "r");
    size_t length = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    if (file != NULL) {
        (void)fclose(file);
    }
    return strcmp(text, wanted) == 0;
}

static void what_is_written_is_read_back(Unit *unit) {
    Place place;
    ProgressRow row;
    if (!EXPECT(unit, place_open(&place)))
        return;
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, !row.is_begun && row.count == STEPS && row.at == STEPS);
    row.at = 3;
    row.is_begun = row.done[1] = row.done[2] = true;
    progress_write(&place.progress, &place.file, &row);
    progress_row_free(&row);
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, row.is_begun && row.at == 3 && row.done[1] && row.done[2]);
    EXPECT(unit, progress_count_done(&row) == 2 && place.progress.why == NULL);
    row.at = row.count;
    progress_write(&place.progress, &place.file, &row);
    progress_row_free(&row);
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, row.is_begun && row.at == STEPS);
    progress_row_free(&row);
    place_close(&place);
}

static void lines_of_others_stay(Unit *unit) {
    Place place;
    ProgressRow row;
    if (!EXPECT(unit, place_open(&place)))
        return;
    place_write(&place, "nothing of ours\nx.md\tOther\tother\t\nx.md\tA title\tgone\ts0 s1 gone\n"
                        "y.md\tA title\ts3\t");
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, row.at == 2 && progress_count_done(&row) == 2);
    progress_write(&place.progress, &place.file, &row);
    EXPECT(unit, place_holds(&place, "nothing of ours\nx.md\tOther\tother\t\n"
                                     "x.md\tA title\ts2\ts0 s1\ny.md\tA title\ts3\t\n"));
    progress_row_free(&row);
    place_close(&place);
}

static void what_cannot_be_kept_is_said_and_not_written(Unit *unit) {
    Place place;
    ProgressRow row;
    if (!EXPECT(unit, place_open(&place)))
        return;
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    (void)rmdir(place.folder);
    progress_write(&place.progress, &place.file, &row);
    EXPECT(unit, place.progress.why != NULL);
    (void)mkdir(place.folder, 0700);
    progress_write(&place.progress, &place.file, &row);
    EXPECT(unit, access(bytes_text(&place.progress.path), F_OK) != 0);
    progress_row_free(&row);
    place_close(&place);
}

static void no_step_is_lost_between_two_terminals(Unit *unit) {
    Place place;
    ProgressRow row;
    ProgressRow other;
    if (!EXPECT(unit, place_open(&place)))
        return;
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, progress_read(&place.progress, &place.file, &other));
    row.done[0] = other.done[5] = true;
    progress_write(&place.progress, &place.file, &row);
    progress_write(&place.progress, &place.file, &other);
    EXPECT(unit, other.done[0] && other.done[5]);
    progress_row_free(&other);
    EXPECT(unit, progress_read(&place.progress, &place.file, &other));
    EXPECT(unit, other.done[0] && other.done[5] && progress_count_done(&other) == 2);
    progress_row_free(&row);
    progress_row_free(&other);
    place_close(&place);
}

/* Each process has its own lesson of the file, and its own steps. */
static void take_steps(Place *place, int first, int every) {
    ProgressRow row;
    if (!progress_read(&place->progress, &place->file, &row))
        _exit(1);
    for (int i = first; i < STEPS; i += every) {
        row.done[i] = true;
        row.at = (uint32_t)i;
        progress_write(&place->progress, &place->file, &row);
    }
    _exit(place->progress.why != NULL);
}

static void processes_write_one_after_another(Unit *unit) {
    enum { PROCESSES = 4 };
    Place place;
    ProgressRow row;
    pid_t children[PROCESSES];
    if (!EXPECT(unit, place_open(&place)))
        return;
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0)
            take_steps(&place, i, PROCESSES);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = 1;
        EXPECT(unit, waitpid(children[i], &status, 0) == children[i] && status == 0);
    }
    EXPECT(unit, progress_read(&place.progress, &place.file, &row));
    EXPECT(unit, progress_count_done(&row) == STEPS);
    progress_row_free(&row);
    place_close(&place);
}

/* --- the list of lessons ---------------------------------------------------------------------- */

/* Goes to a step of a lesson of the course; `all` says that the others are done. */
static void stand_at(Unit *unit, Progress *progress, const char *number, uint32_t at, bool all) {
    LessonFile file;
    ProgressRow row;
    Bytes why = {0};
    if (!EXPECT(unit, lesson_file_read(&file, number, &why)))
        return;
    EXPECT(unit, progress_read(progress, &file, &row));
    row.is_begun = true;
    row.at = at < row.count ? at : row.count;
    for (uint32_t i = 0; i < row.count; i++)
        row.done[i] = all || i < at;
    progress_write(progress, &file, &row);
    progress_row_free(&row);
    lesson_file_free(&file);
    bytes_free(&why);
}

/* Whether the list has a line with all of these words, and proposes that lesson. */
static void expect_list(Unit *unit, Progress *progress, const char *title, const char *state,
                        uint32_t wanted) {
    const ShowStyle style = {.width = 80};
    Bytes list = {0};
    uint32_t next = menu_write(&list, &style, progress);
    const char *line = strstr(bytes_text(&list), title);
    const char *said = line == NULL ? NULL : strstr(line, state);
    if (!EXPECT(unit, said != NULL && said < line + strcspn(line, "\n") && next == wanted))
        printf("%s%u\n", bytes_text(&list), (unsigned)next);
    bytes_free(&list);
}

static void the_list_says_where_one_is(Unit *unit) {
    Place place;
    if (!EXPECT(unit, place_open(&place)))
        return;
    expect_list(unit, &place.progress, "Names are not boxes", "min", 1);
    stand_at(unit, &place.progress, "1", UINT32_MAX, true);
    expect_list(unit, &place.progress, "Names are not boxes", "done", 2);
    stand_at(unit, &place.progress, "5", 3, false);
    expect_list(unit, &place.progress, "Replaced, not changed", "at 4 of", 5);
    stand_at(unit, &place.progress, "1", 1, true);
    expect_list(unit, &place.progress, "Names are not boxes", "done, again at 2 of", 5);
    place_close(&place);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, what_is_written_is_read_back);
    UNIT_RUN(&unit, lines_of_others_stay);
    UNIT_RUN(&unit, what_cannot_be_kept_is_said_and_not_written);
    UNIT_RUN(&unit, no_step_is_lost_between_two_terminals);
    UNIT_RUN(&unit, processes_write_one_after_another);
    UNIT_RUN(&unit, the_list_says_where_one_is);
    return unit_end(&unit);
}
