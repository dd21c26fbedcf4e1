#include "observe/look.h"

#include "observe/brief.h"
#include "observe/look_parts.h"
#include "observe/places.h"
#include "observe/running.h"

#include <inttypes.h>

/* --- what an object is called ---------------------------------------------------------------- */

/* The first edge by which an object of some kind holds this one; NULL if there is none. */
static const CensusEdge *held_by(const Look *look, uint32_t object, Kind kind) {
    const CensusObject *seen = look_object(look, object);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, object, i);
        if (edge->holder != CENSUS_NONE && look_object(look, edge->holder)->kind == kind)
            return edge;
    }
    return NULL;
}

/* The name of a function, a class, a module, or of code or what runs it, readable. */
static const char *name_of(const Look *look, uint32_t object) {
    const Object *seen = census_see(&look->census, object);
    const StrObject *name = NULL;
    switch (seen->kind) {
    case KIND_FUNCTION:
        name = ((const FunctionObject *)(const void *)seen)->name;
        break;
    case KIND_CODE:
        name = ((const CodeObject *)(const void *)seen)->name;
        if (look->is_step &&
            (((const CodeObject *)(const void *)seen)->flags & CODE_IS_MODULE) != 0)
            return "the statement";
        break;
    case KIND_FRAME: {
        const CodeObject *code =
            view_see(look->view, ((const FrameObject *)(const void *)seen)->code);
        name = code == NULL ? NULL : code->name;
        break;
    }
    case KIND_CLASS:
        name = ((const ClassObject *)(const void *)seen)->name;
        break;
    case KIND_MODULE:
        name = ((const ModuleObject *)(const void *)seen)->name;
        break;
    default:
        break;
    }
    name = view_see(look->view, name);
    return name == NULL ? "?" : name->text;
}

/* Writes `constants of f`. False when the object is no such part. */
static bool write_part_of(Bytes *out, const Look *look, uint32_t object) {
    static const uint8_t WHOLES[] = {KIND_MODULE, KIND_CLASS, KIND_FUNCTION, KIND_CODE};
    for (size_t i = 0; i < ARRAY_LENGTH(WHOLES); i++) {
        const CensusEdge *edge = held_by(look, object, WHOLES[i]);
        if (edge == NULL || edge->place != PLACE_FIELD)
            continue;
        const FieldRow *row = field_row_peek(WHOLES[i], edge->index);
        bytes_print(out, "%s of %s%s", row == NULL ? "part" : row->words,
                    WHOLES[i] == KIND_CLASS    ? "class "
                    : WHOLES[i] == KIND_MODULE ? "module "
                                               : "",
                    name_of(look, edge->holder));
        return true;
    }
    return false;
}

/* The name of the variable that a cell is for, readable; NULL if none is found. */
static const StrObject *cell_name_peek(const Look *look, uint32_t cell, uint32_t *function) {
    const CensusObject *seen = look_object(look, cell);
    for (uint32_t i = 0; i < seen->in_count; i++) {
        const CensusEdge *edge = look_incoming(look, cell, i);
        if (edge->holder == CENSUS_NONE || edge->place != PLACE_ITEM)
            continue;
        const CensusEdge *owner = held_by(look, edge->holder, KIND_FUNCTION);
        if (owner == NULL)
            continue;
        const FunctionObject *seen_function =
            (const FunctionObject *)(const void *)census_see(&look->census, owner->holder);
        const CodeObject *code = view_see(look->view, seen_function->code);
        const TupleObject *names = code == NULL ? NULL : view_see(look->view, code->free_names);
        if (names == NULL || edge->index >= names->length)
            continue;
        *function = owner->holder;
        return view_see(look->view, names->items[edge->index]);
    }
    return NULL;
}

void look_write_subject(Bytes *out, const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
    if (label != NULL && label->number > 0) {
        labels_write(out, look->labels, label);
        return;
    }
    if (object == look->globals) {
        bytes_append_text(out, "the globals");
        return;
    }
    if (seen->home == &look->census.vm->modules->header) {
        bytes_append_text(out, "sys.modules");
        return;
    }
    if (seen->home == &look->census.vm->builtins->header) {
        bytes_append_text(out, "the built-in names");
        return;
    }
    bool is_part = (seen->kind == KIND_DICT || seen->kind == KIND_TUPLE) &&
                   (seen->marks & MARK_PLUMBING) != 0 && (seen->marks & MARK_SHARED) == 0;
    if (is_part && write_part_of(out, look, object))
        return;
    brief_write_label(out, look->view, look->labels, seen->home);
}

/* --- what a place is called ------------------------------------------------------------------ */

/* `sort() at line 4`, or `a built-in`. */
static void write_native(Bytes *out, const Look *look, uint32_t frame) {
    uint32_t line;
    const char *name = place_native_name(&look->census, frame, &line);
    if (name == NULL)
        bytes_append_text(out, "a built-in");
    else
        bytes_print(out, "%s()", name);
    if (line > 0)
        bytes_print(out, " at line %" PRIu32, line);
}

static bool is_native_call(const Look *look, uint32_t frame) {
    const Frame *frames = view_see(look->view, look->census.vm->frames);
    uint32_t line;
    return frames[frame].code == NULL && place_native_name(&look->census, frame, &line) != NULL;
}

static void write_frame(Bytes *out, const Look *look, uint32_t frame) {
    const Frame *frames = view_see(look->view, look->census.vm->frames);
    const CodeObject *code = view_see(look->view, frames[frame].code);
    if (code == NULL) {
        write_native(out, look, frame);
        return;
    }
    const StrObject *name = view_see(look->view, code->name);
    if (look->is_step && (code->flags & CODE_IS_MODULE) != 0) {
        bytes_append_text(out, "the statement");
        return;
    }
    bytes_append_text(out, (code->flags & CODE_IS_MODULE) != 0 ? "the statement"
                           : name == NULL                      ? "?"
                                                               : name->text);
    uint32_t line = place_frame_line(&look->census, frame);
    if (line > 0)
        bytes_print(out, " (line %" PRIu32 ")", line);
}

/* A register of the call that runs, as those see it who step through it. */
static HolderKind write_own_place(Bytes *out, const Look *look, const CensusEdge *edge,
                                  uint32_t frame) {
    const StrObject *name = place_local_name_peek(&look->census, frame, edge->index);
    Running running;
    if (name != NULL) {
        bytes_print(out, "local %s", name->text);
        return HOLDER_LOCAL;
    }
    size_t number = SIZE_MAX;
    if (running_read(&running, look->view))
        number = (size_t)(look->census.vm->stack + edge->index - running.frame->registers);
    if (number == SIZE_MAX)
        bytes_append_text(out, "temporary");
    else if (number >= running.code->local_count)
        bytes_print(out, "temporary %" PRIu32,
                    running_temporary_number(&running, (uint32_t)number));
    else
        bytes_append_text(out, (running.code->flags & CODE_IS_CLASS) != 0 ? "the class body"
                                                                          : "the loop itself");
    return HOLDER_TEMPORARY;
}

static HolderKind write_root(Bytes *out, const Look *look, const CensusEdge *edge) {
    uint32_t frame;
    const StrObject *name;
    switch (edge->place) {
    case PLACE_REGISTER:
        frame = census_frame_of(&look->census, edge->index);
        if (look->is_step && frame != CENSUS_NONE && frame + 1 == look->census.vm->frame_count)
            return write_own_place(out, look, edge, frame);
        name =
            frame == CENSUS_NONE ? NULL : place_local_name_peek(&look->census, frame, edge->index);
        if (name != NULL && name->bytes > 0)
            bytes_print(out, "local %s of ", name->text);
        else if (frame == CENSUS_NONE || !is_native_call(look, frame))
            bytes_append_text(out, frame == CENSUS_NONE ? "temporary"
                                   : place_is_of_loop(&look->census, frame, edge->index)
                                       ? "loop iterator of "
                                       : "temporary of ");
        if (frame != CENSUS_NONE)
            write_frame(out, look, frame);
        return name == NULL ? HOLDER_TEMPORARY : HOLDER_LOCAL;
    case PLACE_CALLEE:
        bytes_append_text(out, "running call of ");
        write_frame(out, look, edge->index);
        return HOLDER_LOCAL;
    case PLACE_FRAME:
        bytes_append_text(out, "frame of ");
        write_frame(out, look, edge->index);
        return HOLDER_LOCAL;
    default:
        bytes_append_text(out, ROOT_ROWS[edge->row].words);
        return look_edge_is_echo(edge) ? HOLDER_GLOBAL : HOLDER_MACHINE;
    }
}

/* Whether an object was there at the start. */
static bool is_built_in(const Look *look, uint32_t object) {
    const CensusObject *seen = look_object(look, object);
    const Label *label =
        look->labels == NULL ? NULL : labels_peek(look->labels, seen->home, seen->birth);
    return label != NULL && label->number == 0;
}

/* Places in the dict of a module, of a class, of the globals. */
static HolderKind write_in_namespace(Bytes *out, const Look *look, const CensusEdge *edge) {
    if (edge->place == PLACE_KEY) {
        bytes_append_text(out, "name in ");
        look_write_subject(out, look, edge->holder);
        return edge->holder == look->globals ? HOLDER_FUNCTION : HOLDER_CLASS;
    }
    if (edge->holder == look->globals) {
        look_write_name(out, look, edge);
        return HOLDER_GLOBAL;
    }
    if (look_object(look, edge->holder)->home == &look->census.vm->modules->header) {
        bytes_append_text(out, "sys.modules");
        return HOLDER_MACHINE;
    }
    if (look_object(look, edge->holder)->home == &look->census.vm->builtins->header) {
        bytes_append_text(out, "built-in name ");
        look_write_name(out, look, edge);
        return HOLDER_MACHINE;
    }
    const CensusEdge *owner = held_by(look, edge->holder, KIND_CLASS);
    if (owner == NULL)
        owner = held_by(look, edge->holder, KIND_MODULE);
    bool is_layout =
        owner != NULL && look_object(look, owner->holder)->kind == KIND_CLASS && owner->index == 4;
    if (is_layout && is_built_in(look, owner->holder)) {
        bytes_append_text(out, "built-in classes");
        return HOLDER_MACHINE;
    }
    if (is_layout) {
        bytes_print(out, "class %s itself", name_of(look, owner->holder));
    } else if (owner != NULL) {
        bytes_append_text(out, name_of(look, owner->holder));
        (void)place_write_suffix(out, &look->census, edge);
    } else {
        bytes_append_text(out, "value in ");
        look_write_subject(out, look, edge->holder);
    }
    return HOLDER_CLASS;
}

/* Places in the tuples that code and functions keep. False if the tuple is none of them. */
static bool write_in_part(Bytes *out, const Look *look, const CensusEdge *edge, HolderKind *kind) {
    const CensusEdge *owner = held_by(look, edge->holder, KIND_CODE);
    const char *words = NULL;
    *kind = HOLDER_FUNCTION;
    if (owner != NULL) {
        words = owner->index == 0 ? "constant" : "name in code";
    } else {
        owner = held_by(look, edge->holder, KIND_FUNCTION);
        if (owner == NULL)
            return false;
        words = owner->index == 1 ? "default" : "cell";
        if (owner->index == 5) {
            uint32_t function;
            const StrObject *name = cell_name_peek(look, edge->held, &function);
            bytes_print(out, "cell %s of %s", name == NULL ? "?" : name->text,
                        name_of(look, owner->holder));
            *kind = HOLDER_CELL;
            return true;
        }
    }
    bytes_print(out, "%s of %s", words, name_of(look, owner->holder));
    return true;
}

/* An object by the path to it, or by its label. */
static void write_whole(Bytes *out, const Look *look, uint32_t object, bool by_label) {
    if (by_label)
        look_write_subject(out, look, object);
    else
        look_write_path(out, look, object);
}

static HolderKind write_field(Bytes *out, const Look *look, const CensusEdge *edge, bool by_label) {
    const CensusObject *holder = look_object(look, edge->holder);
    const FieldRow *row = field_row_peek(holder->kind, edge->index);
    if (holder->kind == KIND_CELL) {
        uint32_t function = CENSUS_NONE;
        const StrObject *name = cell_name_peek(look, edge->holder, &function);
        if (name != NULL) {
            bytes_print(out, "cell %s of %s", name->text, name_of(look, function));
            return HOLDER_CELL;
        }
    }
    bool is_written = holder->kind == KIND_TRACEBACK ||
                      (holder->kind == KIND_EXCEPTION && edge->place == PLACE_FIELD &&
                       edge->index > 0); /* field 0 is the class */
    if (is_written || census_edge_is_attributes(&look->census, edge)) {
        write_whole(out, look, edge->holder, by_label);
        (void)place_write_suffix(out, &look->census, edge);
        return HOLDER_INSIDE;
    }
    if (holder->kind == KIND_FRAME && (by_label || !look_has_path(look, edge->holder))) {
        bytes_print(out, "kept frame of %s", name_of(look, edge->holder));
        return HOLDER_INSIDE;
    }
    bytes_print(out, "%s of ", row == NULL ? "part" : row->words);
    switch (holder->kind) {
    case KIND_CODE:
    case KIND_FUNCTION:
        bytes_append_text(out, name_of(look, edge->holder));
        return HOLDER_FUNCTION;
    case KIND_CLASS:
    case KIND_MODULE:
        bytes_print(out, "%s %s", holder->kind == KIND_CLASS ? "class" : "module",
                    name_of(look, edge->holder));
        return HOLDER_CLASS;
    default:
        write_whole(out, look, edge->holder, by_label);
        return holder->kind == KIND_CELL ? HOLDER_CELL : HOLDER_INSIDE;
    }
}

/* The place in a built-in that works on the items of a list which it made for itself, as sort()
 * does while it runs; NULL if the holder is no such list. */
static const CensusEdge *find_worker(const Look *look, uint32_t holder) {
    const CensusObject *seen = look_object(look, holder);
    if (seen->kind != KIND_LIST || seen->in_count != 1 ||
        (look->labels != NULL && labels_peek(look->labels, seen->home, seen->birth) != NULL))
        return NULL;
    const CensusEdge *edge = look_incoming(look, holder, 0);
    if (edge->place != PLACE_REGISTER)
        return NULL;
    uint32_t frame = census_frame_of(&look->census, edge->index);
    return frame != CENSUS_NONE && is_native_call(look, frame) ? edge : NULL;
}

static HolderKind write_in_object(Bytes *out, const Look *look, const CensusEdge *edge,
                                  bool by_label) {
    const CensusObject *holder = look_object(look, edge->holder);
    HolderKind kind;
    if ((holder->marks & MARK_NAMESPACE) != 0)
        return write_in_namespace(out, look, edge);
    if (holder->kind == KIND_TUPLE && (holder->marks & MARK_PLUMBING) != 0 &&
        write_in_part(out, look, edge, &kind))
        return kind;
    if (edge->place == PLACE_FIELD)
        return write_field(out, look, edge, by_label);
    if (holder->kind == KIND_GENERATOR) {
        bool has_name = place_write_local(out, &look->census, edge);
        write_whole(out, look, edge->holder, by_label);
        return has_name ? HOLDER_INSIDE : HOLDER_TEMPORARY;
    }
    if (holder->kind == KIND_FRAME && edge->place == PLACE_SLOT &&
        (by_label || !look_has_path(look, edge->holder))) {
        (void)place_write_local(out, &look->census, edge);
        bytes_append_text(out, name_of(look, edge->holder));
        return HOLDER_INSIDE;
    }
    const CensusEdge *worker = find_worker(look, edge->holder);
    if (worker != NULL)
        return write_root(out, look, worker);
    uint32_t owner = look_owner(look, edge->holder);
    bytes_append_text(out, owner != CENSUS_NONE && edge->place == PLACE_KEY ? "attribute name in "
                                                                            : place_prefix(edge));
    write_whole(out, look, owner == CENSUS_NONE ? edge->holder : owner, by_label);
    (void)place_write_suffix(out, &look->census, edge);
    return HOLDER_INSIDE;
}

static HolderKind write_place(Bytes *out, const Look *look, const CensusEdge *edge, bool by_label) {
    if (edge->holder == CENSUS_NONE)
        return write_root(out, look, edge);
    if ((look_object(look, edge->holder)->flags & FLAG_DYING) != 0) {
        look_write_subject(out, look, edge->holder);
        bytes_append_text(out, ", which is being freed");
        return HOLDER_DYING;
    }
    return write_in_object(out, look, edge, by_label);
}

HolderKind look_write_holder(Bytes *out, const Look *look, const CensusEdge *edge) {
    return write_place(out, look, edge, false);
}

HolderKind look_write_step(Bytes *out, const Look *look, const CensusEdge *edge) {
    return write_place(out, look, edge, true);
}

/* A word for what has a part that is no item and no attribute. */
static const char *field_words(uint8_t kind) {
    switch (kind) {
    case KIND_METHOD:
        return "bound method";
    case KIND_TRACEBACK:
        return "traceback";
    case KIND_FRAME:
        return "kept frame";
    case KIND_EXCEPTION:
        return "exception";
    case KIND_GENERATOR:
        return "generator";
    case KIND_WEAK_REFERENCE:
    case KIND_WEAK_PROXY:
    case KIND_WEAK_CALLABLE_PROXY:
        return "weak reference";
    case KIND_DICT_KEYS:
    case KIND_DICT_VALUES:
    case KIND_DICT_ITEMS:
        return "view";
    default:
        if (kind >= KIND_LIST_ITERATOR && kind <= KIND_ITEM_ITERATOR)
            return "iterator";
        return kind >= KIND_INSTANCE ? "instance" : "part";
    }
}

const char *look_holder_words(const Look *look, const CensusEdge *edge, HolderKind kind) {
    switch (kind) {
    case HOLDER_GLOBAL:
        return "global";
    case HOLDER_LOCAL:
        return "running";
    case HOLDER_CELL:
        return "closure";
    case HOLDER_FUNCTION:
        return "function";
    case HOLDER_MACHINE:
        return "Ouro itself";
    case HOLDER_TEMPORARY:
        return "temporary";
    case HOLDER_DYING:
        return "being freed";
    case HOLDER_NOBODY:
        return "a release was forgotten";
    case HOLDER_CLASS:
        if (edge->place != PLACE_VALUE)
            return "class";
        return held_by(look, edge->holder, KIND_MODULE) != NULL ? "module" : "class";
    case HOLDER_INSIDE:
        break;
    }
    if (census_edge_is_attributes(&look->census, edge) ||
        look_owner(look, edge->holder) != CENSUS_NONE)
        return "attribute";
    if (edge->holder != CENSUS_NONE && edge->place == PLACE_FIELD)
        return field_words(look_object(look, edge->holder)->kind);
    switch (edge->place) {
    case PLACE_SLOT:
        return look_object(look, edge->holder)->kind == KIND_GENERATOR ? "waiting"
               : look_object(look, edge->holder)->kind == KIND_FRAME   ? "kept frame"
                                                                       : "attribute";
    case PLACE_ITEM:
    case PLACE_MEMBER:
        return "item";
    case PLACE_KEY:
        return "key";
    case PLACE_VALUE:
        return "value";
    default:
        return "part";
    }
}
