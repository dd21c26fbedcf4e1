/* dict_view.c -- what keys(), values() and items() give: windows on a dict. */
#include "object/call.h"
#include "object/dict.h"
#include "object/state.h"

DictView *dict_view_new(Vm *vm, Kind kind, DictObject *dict) {
    CHECK(kind == KIND_DICT_KEYS || kind == KIND_DICT_VALUES || kind == KIND_DICT_ITEMS);
    DictView *view = (DictView *)object_new(vm, kind, sizeof(DictView));
    if (view != NULL) {
        view->dict = object_held(&dict->header);
        gc_track(vm, &view->header);
    }
    return view;
}
