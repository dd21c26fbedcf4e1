#include "observe/running.h"

#include <string.h>

bool running_read(Running *running, View view) {
    const Vm *vm = view_see(view, heap_root(view_heap(view)));
    *running = (Running){.view = view, .vm = vm, .depth = vm->frame_count};
    if (vm->frame_count == 0)
        return false;
    const Frame *frames = view_see(view, vm->frames);
    const Frame *frame = &frames[vm->frame_count - 1];
    const CodeObject *code = view_see(view, frame->code);
    if (code == NULL || frame->next == NULL)
        return false;
    running->frame = frame;
    running->code = code;
    running->registers = view_see(view, frame->registers);
    running->instructions = view_see(view, code->instructions);
    size_t next = (size_t)(frame->next - code->instructions);
    running->at = (uint32_t)(next > 0 ? next - 1 : 0);
    return true;
}

static const Object *item_of(const Running *running, const TupleObject *home, uint32_t index) {
    const TupleObject *tuple = view_see(running->view, home);
    return tuple == NULL || index >= tuple->length ? NULL : tuple->items[index];
}

static const StrObject *name_of(const Running *running, const TupleObject *home, uint32_t index) {
    const StrObject *name = view_see(running->view, item_of(running, home, index));
    return name == NULL || name->header.kind != KIND_STR ? NULL : name;
}

const StrObject *running_local_name(const Running *running, uint32_t number) {
    if (number >= running->code->local_count)
        return NULL;
    const StrObject *name = name_of(running, running->code->local_names, number);
    return name == NULL || name->bytes == 0 || name->text[0] == '.' ? NULL : name;
}

uint32_t running_temporary_number(const Running *running, uint32_t number) {
    uint32_t rank = 1;
    for (uint32_t i = running->code->local_count; i < number; i++)
        rank += running->registers[i] != NULL;
    return rank;
}

const Object *running_constant(const Running *running, uint32_t index) {
    return item_of(running, running->code->constants, index);
}

const StrObject *running_name(const Running *running, uint32_t index) {
    return name_of(running, running->code->names, index);
}

const StrObject *running_free_name(const Running *running, uint32_t index) {
    return name_of(running, running->code->free_names, index);
}

const CodePlace *running_place(const Running *running) {
    const void *behind = running->instructions + running->code->instruction_count;
    return (const CodePlace *)behind + running->at;
}

bool running_is_internal(const Running *running) {
    static const char MARK[] = "<frozen ";
    const StrObject *name = view_see(running->view, running->code->filename);
    return name != NULL && strncmp(name->text, MARK, sizeof MARK - 1) == 0;
}
