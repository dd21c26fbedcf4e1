#include "object/descriptor.h"

#include "object/call.h"
#include "object/state.h"

PropertyObject *property_new(Vm *vm, Object *get, Object *set, Object *delete, Object *doc) {
    PropertyObject *property = (PropertyObject *)object_new(vm, KIND_PROPERTY, sizeof *property);
    if (property == NULL)
        return NULL;
    *property = (PropertyObject){.header = property->header,
                                 .get = get,
                                 .set = set,
                                 .delete = delete,
                                 .doc = doc,
                                 .own_doc = doc != NULL};
    if (doc == NULL && get != NULL && get->kind == KIND_FUNCTION)
        property->doc = ((FunctionObject *)get)->doc;
    object_hold_if(get);
    object_hold_if(set);
    object_hold_if(delete);
    object_hold_if(property->doc);
    gc_track(vm, &property->header);
    return property;
}

WrapperObject *wrapper_new(Vm *vm, Kind kind, Object *function) {
    WrapperObject *wrapper = (WrapperObject *)object_new(vm, kind, sizeof *wrapper);
    if (wrapper == NULL)
        return NULL;
    wrapper->function = object_held(function);
    gc_track(vm, &wrapper->header);
    return wrapper;
}

MemberObject *member_new(Vm *vm, ClassObject *class, StrObject *name, uint32_t slot) {
    MemberObject *member = (MemberObject *)object_new(vm, KIND_MEMBER, sizeof *member);
    if (member == NULL)
        return NULL;
    member->class = class;
    member->name = name;
    member->slot = slot;
    member->spare = 0;
    object_hold(&class->header);
    object_hold(&name->header);
    gc_track(vm, &member->header);
    return member;
}

SuperObject *super_new(Vm *vm, ClassObject *class, Object *self_or_null) {
    ClassObject *self_class = NULL;
    if (self_or_null != NULL) {
        self_class = self_or_null->kind == KIND_CLASS ? (ClassObject *)self_or_null : NULL;
        if (!class_is_subclass(self_class, class))
            self_class = object_class_peek(vm, self_or_null);
        if (!class_is_subclass(self_class, class)) {
            raise_error(vm, ERROR_TypeError,
                        "super(type, obj): obj must be an instance or subtype of type");
            return NULL;
        }
    }
    SuperObject *made = (SuperObject *)object_new(vm, KIND_SUPER, sizeof *made);
    if (made == NULL)
        return NULL;
    made->class = class;
    made->self = self_or_null;
    made->self_class = self_class;
    object_hold(&class->header);
    object_hold_if(self_or_null);
    object_hold_if((Object *)self_class);
    gc_track(vm, &made->header);
    return made;
}

MappingProxy *mapping_proxy_new(Vm *vm, DictObject *dict) {
    MappingProxy *proxy = (MappingProxy *)object_new(vm, KIND_MAPPING_PROXY, sizeof *proxy);
    if (proxy == NULL)
        return NULL;
    proxy->dict = dict;
    object_hold(&dict->header);
    gc_track(vm, &proxy->header);
    return proxy;
}
