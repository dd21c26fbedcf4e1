/* quick_text.h -- characters and comparisons of strings within the loop, without a call where nothing
 * is odd. As quick.h, for strings. */
#ifndef OURO_VM_QUICK_TEXT_H
#define OURO_VM_QUICK_TEXT_H

#include "object/numbers.h"
#include "object/sequence.h"
#include "object/state.h"
#include "object/str.h"

static ALWAYS_INLINE bool quick_are_texts(const Object *left, const Object *right) {
    return SHORTCUTS && left->kind == KIND_STR && right->kind == KIND_STR;
}

/* As str_compare. The first bytes decide most often. */
static ALWAYS_INLINE int quick_text_order(const Object *left, const Object *right) {
    const StrObject *a = (const StrObject *)left;
    const StrObject *b = (const StrObject *)right;
    int first = (unsigned char)a->text[0] - (unsigned char)b->text[0];
    return left == right ? 0 : first != 0 ? first : str_compare(a, b);
}

/* The character of an ASCII string at an index that is an int, borrowed; NULL for what
 * object_get_item must decide, and for one that was not made yet. */
static ALWAYS_INLINE Object *quick_character(const Vm *vm, const Object *container,
                                             const Object *key) {
    const StrObject *string = (const StrObject *)container;
    if (!SHORTCUTS || container->kind != KIND_STR || key->kind != KIND_INT || !str_is_ascii(string))
        return NULL;
    int64_t index = int_value(key);
    if (index < 0)
        index += string->length;
    return (uint64_t)index < string->length
               ? (Object *)vm->characters[(unsigned char)string->text[index]]
               : NULL;
}

/* The next character of an iterator over an ASCII string, owned; NULL for what iterator_next must
 * decide. */
static ALWAYS_INLINE Object *quick_next_character(const Vm *vm, Object *iterator) {
    Iterator *over = (Iterator *)iterator;
    const StrObject *string = (const StrObject *)over->of;
    if (!SHORTCUTS || iterator->kind != KIND_STR_ASCII_ITERATOR || string == NULL ||
        over->index >= string->bytes)
        return NULL;
    StrObject *character = vm->characters[(unsigned char)string->text[over->index]];
    if (character == NULL)
        return NULL;
    over->index++;
    return object_held(&character->header);
}

#endif
