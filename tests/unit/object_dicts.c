/* Dicts, held to a model: an array of pairs in order of insertion. */
#include "object_vm.h"

enum { KEYS = 400, STEPS = 40000 };

typedef struct Model {
    int64_t keys[KEYS];
    int64_t values[KEYS];
    size_t count;
} Model;

static size_t model_find(const Model *model, int64_t key) {
    size_t i = 0;
    while (i < model->count && model->keys[i] != key) {
        i++;
    }
    return i;
}

static void model_remove(Model *model, size_t at) {
    model->count--;
    memmove(model->keys + at, model->keys + at + 1, (model->count - at) * sizeof(int64_t));
    memmove(model->values + at, model->values + at + 1, (model->count - at) * sizeof(int64_t));
}

static void expect_same(Unit *unit, const DictObject *dict, const Model *model) {
    EXPECT(unit, dict->live == model->count && dict->live <= dict->fill);
    size_t i = 0;
    for (size_t entry = dict_next_entry(dict, 0); entry < dict->fill;
         entry = dict_next_entry(dict, entry + 1)) {
        EXPECT(unit, i < model->count && int_value(dict_entry_key(dict, entry)) == model->keys[i] &&
                         int_value(dict_entry_value(dict, entry)) == model->values[i]);
        i++;
    }
    EXPECT(unit, i == model->count);
}

static void set_both(Unit *unit, Vm *vm, DictObject *dict, Model *model, int64_t number,
                     int64_t value) {
    uint32_t shape = dict->shape;
    Object *key = make_int(vm, number);
    EXPECT(unit, dict_set_take(vm, dict, key, make_int(vm, value)));
    object_release(vm, key);
    size_t at = model_find(model, number);
    EXPECT(unit, (dict->shape != shape) == (at == model->count));
    model->keys[at] = number;
    model->values[at] = value;
    model->count += at == model->count;
}

static void delete_both(Unit *unit, Vm *vm, DictObject *dict, Model *model, int64_t number) {
    Object *key = make_int(vm, number);
    size_t at = model_find(model, number);
    bool there = at < model->count;
    EXPECT(unit, dict_delete(vm, dict, key) == there);
    if (there) {
        model_remove(model, at);
    } else {
        char text[32];
        (void)snprintf(text, sizeof text, "%lld", (long long)number);
        EXPECT(unit, raised(vm, ERROR_KeyError, text));
    }
    object_release(vm, key);
}

static void pop_both(Unit *unit, Vm *vm, DictObject *dict, Model *model) {
    Object *key = NULL;
    Object *value = NULL;
    if (model->count == 0) {
        return;
    }
    dict_pop_last(vm, dict, &key, &value);
    model->count--;
    EXPECT(unit, int_value(key) == model->keys[model->count] &&
                     int_value(value) == model->values[model->count]);
    object_release(vm, key);
    object_release(vm, value);
}

static void order_of_insertion_survives_anything(Unit *unit) {
    Vm *vm = open_vm();
    size_t before = used_blocks(vm);
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    static Model model;
    model.count = 0;
    uint64_t state = 3;
    for (int step = 0; step < STEPS; step++) {
        uint64_t what = unit_random(&state) % 100;
        /* Keys whose low bits are alike, to make probes collide; few of them, so that they meet. */
        int64_t number = (int64_t)(unit_random(&state) % KEYS) * (INT64_C(1) << 20) + 1000;
        int64_t value = (int64_t)(unit_random(&state) % 100000) + 1000;
        /* The share of insertions swings, so that the dict grows and empties. */
        uint64_t inserts = step / 5000 % 2 == 0 ? 70 : 30;
        if (what < inserts) {
            set_both(unit, vm, dict, &model, number, value);
        } else if (what < 95) {
            delete_both(unit, vm, dict, &model, number);
        } else if (what < 99) {
            pop_both(unit, vm, dict, &model);
        } else if (step % 7 == 0) {
            dict_clear(vm, dict);
            model.count = 0;
        }
        if (step % 50 == 0) {
            expect_same(unit, dict, &model);
            DictObject *copy = (DictObject *)made((Object *)dict_copy(vm, dict));
            expect_same(unit, copy, &model);
            EXPECT(unit, object_equal(vm, &copy->header, &dict->header) == TRUTH_TRUE);
            object_release(vm, &copy->header);
        }
    }
    object_release(vm, &dict->header);
    EXPECT(unit, used_blocks(vm) == before);
    close_vm(unit, vm);
}

static void a_failed_insertion_changes_nothing(Unit *unit) {
    Vm *vm = open_vm();
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    static Model model;
    model.count = 0;
    for (int64_t number = 1000; number < 1300; number++) {
        Object *key = make_int(vm, number);
        Object *value = make_int(vm, number);
        heap_fail_after(vm->heap, 1);
        bool good = dict_set(vm, dict, key, value);
        bool needed_none = heap_fail_left(vm->heap) != 0;
        heap_fail_after(vm->heap, 0);
        EXPECT(unit, good == needed_none);
        if (!good) {
            EXPECT(unit, raised(vm, ERROR_MemoryError, ""));
            expect_same(unit, dict, &model);
            EXPECT(unit, dict_set(vm, dict, key, value));
        }
        model.keys[model.count] = number;
        model.values[model.count++] = number;
        object_release(vm, key);
        object_release(vm, value);
    }
    expect_same(unit, dict, &model);
    object_release(vm, &dict->header);
    close_vm(unit, vm);
}

static void equal_numbers_are_one_key(Unit *unit) {
    Vm *vm = open_vm();
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    Object *keys[] = {make_int(vm, 1), made(float_new(vm, 1.0)), bool_new(vm, true)};
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        EXPECT(unit, dict_set_take(vm, dict, keys[i], make_int(vm, (int64_t)i)));
    }
    EXPECT(unit, prints(vm, object_held(&dict->header), "{1: 2}"));
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        object_release(vm, keys[i]);
    }
    Object *list = made((Object *)list_new(vm, 0));
    EXPECT(unit, dict_find(vm, dict, list) == DICT_FAILED &&
                     raised(vm, ERROR_TypeError, "unhashable type: 'list'"));
    object_release(vm, list);
    object_release(vm, &dict->header);
    close_vm(unit, vm);
}

static void a_dict_is_tracked_once_it_holds_a_container(Unit *unit) {
    Vm *vm = open_vm();
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    Object *key = make_str(vm, "key");
    EXPECT(unit, dict_set(vm, dict, key, vm->none));
    EXPECT(unit, !(dict->header.flags & FLAG_TRACKED));
    EXPECT(unit, dict_set(vm, dict, key, (Object *)vm->empty_tuple));
    EXPECT(unit, !(dict->header.flags & FLAG_TRACKED));
    Object *list = made((Object *)list_new(vm, 0));
    EXPECT(unit, dict_set(vm, dict, key, list));
    EXPECT(unit, dict->header.flags & FLAG_TRACKED);
    object_release(vm, list);
    object_release(vm, key);
    object_release(vm, &dict->header);
    close_vm(unit, vm);
}

static void iteration_notices_changes(Unit *unit) {
    Vm *vm = open_vm();
    DictObject *dict = (DictObject *)made((Object *)dict_new(vm));
    for (int64_t i = 0; i < 3; i++) {
        Object *key = make_int(vm, i);
        EXPECT(unit, dict_set(vm, dict, key, vm->none));
        object_release(vm, key);
    }
    Object *iterator = made(iterator_new(vm, &dict->header));
    EXPECT(unit, prints(vm, iterator_next(vm, iterator), "0"));
    Object *key = make_int(vm, 0);
    EXPECT(unit, dict_delete(vm, dict, key));
    EXPECT(unit, iterator_next(vm, iterator) == NULL &&
                     raised(vm, ERROR_RuntimeError, "dictionary changed size during iteration"));
    EXPECT(unit, dict_set(vm, dict, key, vm->none));
    EXPECT(unit, iterator_next(vm, iterator) == NULL &&
                     raised(vm, ERROR_RuntimeError, "dictionary changed size during iteration"));
    object_release(vm, key);
    object_release(vm, iterator);
    object_release(vm, &dict->header);
    close_vm(unit, vm);
}

int main(void) {
    Unit unit = {0};
    UNIT_RUN(&unit, order_of_insertion_survives_anything);
    UNIT_RUN(&unit, a_failed_insertion_changes_nothing);
    UNIT_RUN(&unit, equal_numbers_are_one_key);
    UNIT_RUN(&unit, a_dict_is_tracked_once_it_holds_a_container);
    UNIT_RUN(&unit, iteration_notices_changes);
    return unit_end(&unit);
}
