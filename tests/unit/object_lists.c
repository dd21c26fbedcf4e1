/* Lists, held to a model; and what nests a million deep. */
#include "object_vm.h"

enum { MOST = 200, STEPS = 20000 };

typedef struct Model {
    int64_t items[MOST * 2];
    size_t count;
} Model;

static Object *number(Vm *vm, int64_t value) {
    return make_int(vm, value + 1000);
}

static Object *list_of_model(Vm *vm, const Model *model) {
    ListObject *list = (ListObject *)made((Object *)list_new(vm, 0));
    for (size_t i = 0; i < model->count; i++) {
        if (!list_append_take(vm, list, number(vm, model->items[i]))) {
            exit(1);
        }
    }
    return &list->header;
}

static void expect_same(Unit *unit, const ListObject *list, const Model *model) {
    EXPECT(unit, list->length == model->count && list->length <= list->capacity);
    for (size_t i = 0; i < model->count && i < list->length; i++) {
        EXPECT(unit, int_value(list->items[i]) == model->items[i] + 1000);
    }
}

static void model_splice(Model *model, size_t start, size_t stop, const Model *by) {
    memmove(model->items + start + by->count, model->items + stop,
            (model->count - stop) * sizeof(int64_t));
    memcpy(model->items + start, by->items, by->count * sizeof(int64_t));
    model->count += by->count - (stop - start);
}

static void splice_both(Unit *unit, Vm *vm, ListObject *list, Model *model, uint64_t *state) {
    size_t start = unit_random(state) % (model->count + 1);
    size_t stop = start + unit_random(state) % (model->count - start + 1);
    Model by = {.count = unit_random(state) % 9};
    for (size_t i = 0; i < by.count; i++) {
        by.items[i] = (int64_t)(unit_random(state) % 1000);
    }
    if (model->count + by.count > MOST) {
        by.count = 0;
    }
    ListObject *other = (ListObject *)list_of_model(vm, &by);
    EXPECT(unit, list_splice(vm, list, start, stop, other->items, other->length));
    object_release(vm, &other->header);
    model_splice(model, start, stop, &by);
}

/* Every step-th item from start on goes. */
static void delete_stride_both(Unit *unit, Vm *vm, ListObject *list, Model *model,
                               uint64_t *state) {
    size_t step = unit_random(state) % 4 + 1;
    size_t start = unit_random(state) % (model->count + 1);
    size_t count = (model->count - start + step - 1) / step;
    EXPECT(unit, list_delete_stride(vm, list, start, step, count));
    size_t kept = start;
    for (size_t i = start; i < model->count; i++) {
        if ((i - start) % step != 0) {
            model->items[kept++] = model->items[i];
        }
    }
    model->count = kept;
}

static void lists_do_as_arrays_do(Unit *unit) {
    Vm *vm = open_vm();
    size_t before = used_blocks(vm);
    ListObject *list = (ListObject *)made((Object *)list_new(vm, 0));
    static Model model;
    model.count = 0;
    uint64_t state = 11;
    for (int step = 0; step < STEPS; step++) {
        uint64_t what = unit_random(&state) % 100;
        int64_t value = (int64_t)(unit_random(&state) % 1000);
        if (what < 40 && model.count < MOST) {
            int64_t at = (int64_t)(unit_random(&state) % (model.count + 1));
            Object *item = number(vm, value);
            EXPECT(unit, list_insert(vm, list, at, item));
            object_release(vm, item);
            Model one = {.items = {value}, .count = 1};
            model_splice(&model, (size_t)at, (size_t)at, &one);
        } else if (what < 60 && model.count > 0) {
            size_t at = unit_random(&state) % model.count;
            Object *item = list_pop(vm, list, at);
            EXPECT(unit, int_value(item) == model.items[at] + 1000);
            object_release(vm, item);
            Model none = {.count = 0};
            model_splice(&model, at, at + 1, &none);
        } else if (what < 97) {
            splice_both(unit, vm, list, &model, &state);
        } else if (what < 99) {
            delete_stride_both(unit, vm, list, &model, &state);
        } else if (step % 5 == 0) {
            list_clear(vm, list);
            model.count = 0;
        }
        expect_same(unit, list, &model);
    }
    object_release(vm, &list->header);
    EXPECT(unit, used_blocks(vm) == before);
    close_vm(unit, vm);
}

static Object *nest(Vm *vm, size_t depth) {
    Object *inner = made((Object *)list_new(vm, 0));
    for (size_t i = 0; i < depth; i++) {
        ListObject *outer = (ListObject *)made((Object *)list_new(vm, 1));
        if (!list_append_take(vm, outer, inner)) {
            exit(1);
        }
        inner = &outer->header;
    }
    return inner;
}

static void a_million_levels_neither_print_nor_compare_but_go(Unit *unit) {
    Vm *vm = open_vm();
    size_t before = used_blocks(vm);
    Object *left = nest(vm, 1000000);
    Object *right = nest(vm, 1000000);
    EXPECT(unit, object_repr(vm, left) == NULL && raise_pending_is(vm, ERROR_RecursionError));
    raise_clear(vm);
    EXPECT(unit, object_equal(vm, left, right) == TRUTH_FAILED &&
                     raise_pending_is(vm, ERROR_RecursionError));
    raise_clear(vm);
    EXPECT(unit, vm->native_depth == 0 && vm->frame_count == 0);
    object_release(vm, left);
    object_release(vm, right);
    /* The message of the error can have filled caches of names and characters. */
    EXPECT(unit, used_blocks(vm) <= before + 64);
    close_vm(unit, vm);
}

static void a_list_inside_itself_prints_dots(Unit *unit) {
    Vm *vm = open_vm();
    ListObject *list = (ListObject *)made((Object *)list_new(vm, 0));
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    Object *key = make_int(vm, 1);
    EXPECT(unit, list_append(vm, list, &list->header));
    EXPECT(unit, list_append(vm, list, &dict->header));
    EXPECT(unit, dict_set(vm, dict, key, &list->header));
    EXPECT(unit, prints(vm, object_held(&list->header), "[[...], {1: [...]}]"));
    EXPECT(unit, prints(vm, object_held(&dict->header), "{1: [[...], {...}]}"));
    list_clear(vm, list);
    EXPECT(unit, prints(vm, object_held(&dict->header), "{1: []}"));
    object_release(vm, key);
    object_release(vm, &dict->header);
    object_release(vm, &list->header);
    close_vm(unit, vm);
}

static void slices_resolve_as_pythons(Unit *unit) {
    /* length, start, stop, step (100: None), and what CPython's slice.indices() gives. */
    static const int64_t CASES[][8] = {
        {5, 100, 100, 100, 0, 5, 1, 5}, {5, 100, 100, -1, 4, -1, -1, 5},
        {5, -2, 100, 100, 3, 5, 1, 2},  {5, 9, 100, 100, 5, 5, 1, 0},
        {5, 9, -9, -2, 4, -1, -2, 3},   {0, 100, 100, -1, -1, -1, -1, 0},
        {5, 3, 1, 1, 3, 1, 1, 0},       {5, 1, 4, 2, 1, 4, 2, 2},
        {5, -9, 3, 2, 0, 3, 2, 2},
    };
    Vm *vm = open_vm();
    for (size_t i = 0; i < ARRAY_LENGTH(CASES); i++) {
        const int64_t *row = CASES[i];
        Object *parts[3];
        for (int j = 0; j < 3; j++) {
            parts[j] = row[j + 1] == 100 ? object_held(vm->none) : make_int(vm, row[j + 1]);
        }
        SliceObject *slice =
            (SliceObject *)made((Object *)slice_new(vm, parts[0], parts[1], parts[2]));
        int64_t start = 0;
        int64_t stop = 0;
        int64_t step = 0;
        size_t count = 0;
        EXPECT(unit, slice_resolve(vm, slice, (size_t)row[0], &start, &stop, &step, &count));
        EXPECT(unit,
               start == row[4] && stop == row[5] && step == row[6] && count == (size_t)row[7]);
        object_release(vm, &slice->header);
        for (int j = 0; j < 3; j++) {
            object_release(vm, parts[j]);
        }
    }
    close_vm(unit, vm);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, lists_do_as_arrays_do);
    UNIT_RUN(&unit, a_million_levels_neither_print_nor_compare_but_go);
    UNIT_RUN(&unit, a_list_inside_itself_prints_dots);
    UNIT_RUN(&unit, slices_resolve_as_pythons);
    return unit_end(&unit);
}
