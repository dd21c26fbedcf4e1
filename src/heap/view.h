/* view.h -- seeing the image where it lies, or a copy of it somewhere else.
 *
 * Pointers in the image are addresses in its home. A copy (the last checkpoint, a loaded file)
 * holds the same pointers at other addresses. A View says how far away the copy is. Observers
 * read every struct of the image through view_see, so that one piece of code reads both. A pointer
 * that is only compared or shown stays a home address.
 *
 * A view is a value: it owns nothing and is good for as long as the copy. */
#ifndef OURO_HEAP_VIEW_H
#define OURO_HEAP_VIEW_H

#include "heap/heap.h"

typedef struct View {
    const Heap *home; /* where the image lives: an address to compare with, not to read from */
    ptrdiff_t delta;  /* bytes from there to what is looked at */
} View;

/* The live image. */
static inline View view_live(const Heap *heap) {
    return (View){.home = heap, .delta = 0};
}

/* Where the thing at home address `pointer` can be read. NULL stays NULL. */
static ALWAYS_INLINE const void *view_see(View view, const void *pointer) {
    return pointer == NULL ? NULL : (const void *)((uintptr_t)pointer + (uintptr_t)view.delta);
}

/* The heap's own struct as it is in the view. */
static ALWAYS_INLINE const Heap *view_heap(View view) {
    return (const Heap *)view_see(view, view.home);
}

#endif
