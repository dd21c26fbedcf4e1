/* check.h -- assertions, and the attributes that every floor uses.
 *
 * CHECK is for our own bugs: a false condition means that Ouro is wrong, never that the user is.
 * It stays on in every build that is tested and is compiled out of the fast one (NDEBUG), where
 * its condition is not evaluated. What a user can get wrong is answered by an exception or a
 * diagnostic, and never reaches a CHECK. */
#ifndef OURO_BASE_CHECK_H
#define OURO_BASE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
/* The caller must look at the result: false or NULL means that something failed. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define NEVER_INLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define NO_RETURN __attribute__((noreturn))
#else
#define MUST_CHECK
#define PRINTF_LIKE(text, first)
#define LIKELY(condition) (condition)
#define UNLIKELY(condition) (condition)
#define NEVER_INLINE
#define ALWAYS_INLINE inline
#define NO_RETURN
#endif

/* Prints the broken condition on standard error and aborts. */
NO_RETURN void check_failed(const char *condition, const char *file, int line);

#ifdef NDEBUG
#define CHECK(condition) ((void)0)
#define UNREACHABLE() __builtin_unreachable()
#else
#define CHECK(condition)                                                                           \
    (LIKELY(condition) ? (void)0 : check_failed(#condition, __FILE__, __LINE__))
#define UNREACHABLE() check_failed("unreachable", __FILE__, __LINE__)
#endif

/* Whether quick ways past the general ones are taken: inline caches, forms, tests of kinds in front
 * of a call. The flavor `general` takes none, and a test holds it to the same image. */
#ifdef OURO_NO_SHORTCUTS
#define SHORTCUTS false
#else
#define SHORTCUTS true
#endif

#define STATIC_CHECK(condition, message) _Static_assert(condition, message)
#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
