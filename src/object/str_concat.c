/* str_concat.c -- two strings as one, in a new block or in that of the first. */
#include "base/arith.h"
#include "object/state.h"
#include "object/str.h"
#include "object/trace.h"

#include <string.h>

StrObject *str_concat(Vm *vm, StrObject *left, StrObject *right) {
    if (left->bytes == 0 || right->bytes == 0) {
        return (StrObject *)object_held(left->bytes == 0 ? &right->header : &left->header);
    }
    StrObject *string =
        str_new_raw(vm, (size_t)left->bytes + right->bytes, (size_t)left->length + right->length);
    if (string != NULL) {
        memcpy(string->text, left->text, left->bytes);
        memcpy(string->text + left->bytes, right->text, right->bytes);
    }
    return string;
}

size_t str_roomy_size(size_t size) {
    size_t step = (size_t)1 << (60 - arith_leading_zeros(size));
    return arith_round_up(size, step < HEAP_PAGE_BYTES ? HEAP_PAGE_BYTES : step);
}

/* Makes the block large enough for `size`, in place if that can be; NULL, and nothing changed,
 * where it must be moved and would win nothing by it. */
static StrObject *grow_block(Vm *vm, StrObject *string, size_t size) {
    Object *object = &string->header;
    size_t before = object_size(object);
    bool roomy = size > HEAP_MEDIUM_MAX;
    size_t wanted = roomy ? str_roomy_size(size) : size;
    if (heap_resize_in_place(vm->heap, object, before, wanted)) {
        object->flags |= roomy ? FLAG_ROOMY : 0;
        heap_stamp(vm->heap, object);
        return string;
    }
    Object *moved = roomy ? heap_allocate(vm->heap, wanted, GARBAGE_LEAF, KIND_STR) : NULL;
    if (moved != NULL) {
        memcpy(moved + 1, object + 1, sizeof(StrObject) - sizeof(Object) + string->bytes);
        moved->flags = FLAG_ROOMY;
        object->refcount = 0;
        heap_free(vm->heap, object, before);
    }
    return (StrObject *)moved;
}

StrObject *str_concat_lent(Vm *vm, Object **place, StrObject *right) {
    StrObject *left = (StrObject *)*place;
    size_t bytes = (size_t)left->bytes + right->bytes;
    /* While blocks are traced each has the size that it was made with. */
    bool can_lend = left->header.refcount == 1 && (left->header.flags & FLAG_INTERNED) == 0 &&
                    left != right && right->bytes > 0 && !trace_is_on(vm) &&
                    bytes < UINT32_MAX - sizeof(StrObject);
    StrObject *grown = can_lend ? grow_block(vm, left, sizeof(StrObject) + bytes + 1) : NULL;
    if (grown == NULL) {
        return str_concat(vm, left, right);
    }
    *place = NULL;
    memcpy(grown->text + grown->bytes, right->text, right->bytes);
    grown->text[bytes] = '\0';
    grown->bytes = (uint32_t)bytes;
    grown->length += right->length;
    grown->hash = 0;
    return grown;
}
