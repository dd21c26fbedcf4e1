/* show.h -- text for people: rows, tables, maps and lists of what was observed.
 *
 * Everything appends whole lines to a Bytes that the caller prints: nothing here knows a terminal.
 * No line is wider than the style says. A word says what each line is, so that colour and symbols
 * carry nothing by themselves, and every picture opens with a sentence that says the same.
 *
 * Objects are shown by reading the image only. No `__repr__` runs.
 *
 * Functions that take X resolve it as a path (observe/paths.h): a name, a label, an id or a
 * literal, then attributes and constant subscripts. They return false when X names nothing; the
 * text then says why and what to do. When memory runs out, `out->failed` is set. */
#ifndef OURO_SHOW_SHOW_H
#define OURO_SHOW_SHOW_H

#include "base/bytes.h"
#include "gc/gc.h"
#include "heap/view.h"
#include "observe/observer.h"

typedef struct ShowStyle {
    unsigned width; /* columns of the terminal; at least 20 is assumed */
    bool ascii;     /* "->" and letters only */
    bool colour;    /* ANSI colours for the words */
    bool palette;   /* the terminal has 256 of them */
    bool plain;     /* for screen readers: "to" for an arrow, no pictures */
} ShowStyle;

/* The live line: what a statement did, at most eight rows. `all` also shows the counts of shared
 * objects and the growth of buffers. Nothing is appended when nothing happened. */
void show_live_line(Bytes *out, const ShowStyle *style, Observer *observer,
                    const Difference *difference, bool all);

/* The same difference, all of its rows: `:diff`. */
void show_difference(Bytes *out, const ShowStyle *style, Observer *observer,
                     const Difference *difference);

/* `:refcount X`: every holder, summing to refs. */
bool show_refcount(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                   const char *path);

/* `:why X`: what keeps it alive, or what freed it. */
bool show_why(Bytes *out, const ShowStyle *style, Observer *observer, View view, const char *path);

/* `:graph [X ...]`: names and objects as a tree; `paths` are separated by blanks, "" for all. */
bool show_graph(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                const char *paths);

/* The same for Graphviz, as a text in its language. */
bool show_dot(Bytes *out, const ShowStyle *style, Observer *observer, View view, const char *paths);

/* `:leaks [MARK]`: what waits for the collector, what only grew since a mark (NULL: the last one,
 * or the start), what a traceback or a closure keeps. */
bool show_leaks(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                const char *mark_or_null);

/* `:dis X`: the instructions of a function, a method, a generator or code. */
bool show_disassembly(Bytes *out, const ShowStyle *style, Observer *observer, View view,
                      const char *path);

/* `:heap`: totals and types; with a path that one object's block. `before` is the image before the
 * last statement, for the ghost; NULL where there is none. */
bool show_heap(Bytes *out, const ShowStyle *style, Observer *observer, View view,
               const View *before, const char *path_or_null);

/* `:map [X]`: arenas, pools and blocks by type. */
bool show_map(Bytes *out, const ShowStyle *style, Observer *observer, View view,
              const char *path_or_null);

/* `:pools`: how full the pools of each size are, and what pins those that are almost empty. */
void show_pools(Bytes *out, const ShowStyle *style, Observer *observer, View view);

/* `:types`: counts and bytes per type. */
void show_types(Bytes *out, const ShowStyle *style, Observer *observer, View view);

/* `:gc`: what the collection between observer_collect_begin and observer_collect_after freed, each
 * cycle as a loop with names. */
void show_gc(Bytes *out, const ShowStyle *style, Observer *observer, const GcReport *report);

/* `:audit`: every reference is counted again, and compared with what the objects say. */
void show_audit(Bytes *out, const ShowStyle *style, Observer *observer, View view);

/* `:top`: which lines made what is alive, while the program is traced. */
void show_top(Bytes *out, const ShowStyle *style, View view);
/* `:gc step`: page number `page`, from 0, of what the phases of that collection did. */
uint32_t show_gc_step_pages(void);
void show_gc_step(Bytes *out, const ShowStyle *style, Observer *observer, uint32_t page);

/* `:gc stats`: the generations, and which statements the last collections came after. */
void show_gc_stats(Bytes *out, const ShowStyle *style, Observer *observer, View view);

/* `:history`: statements so far, and what each made and freed. */
void show_history(Bytes *out, const ShowStyle *style, Observer *observer);

#endif
