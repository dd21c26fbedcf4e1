#include "repl/saved.h"

#include "heap/image_file.h"
#include "observe/observer_file.h"
#include "repl/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The parts of a file that every format shares. */
static const char MAGIC[] = "OuroSave";
enum { MAGIC_BYTES = 8, FORMAT = 1, HEAD_BYTES = 24, LENGTH_AT = 16, DIGEST_BYTES = 8 };

static bool complain(Bytes *why, const char *text) {
    bytes_append_text(why, text);
    return false;
}

/* `missing` says what is not there. */
static bool complain_system(Bytes *why, const char *missing) {
    switch (errno) {
    case ENOENT:
        return complain(why, missing);
    case EISDIR:
        return complain(why, "it is a folder");
    case EACCES:
        return complain(why, "the system does not allow it");
    case ENOSPC:
        return complain(why, "the disk is full");
    default:
        return complain(why, strerror(errno));
    }
}

/* --- writing --------------------------------------------------------------------------------- */

static void pack_session(Bytes *out, const Session *session) {
    bytes_append(out, MAGIC, MAGIC_BYTES);
    pack_number(out, FORMAT);
    pack_number(out, 0); /* the length, when it is known */
    pack_text(out, OURO_VERSION, strlen(OURO_VERSION));
    pack_text(out, identity_build(), strlen(identity_build()));
    image_pack_home(out, session->heap);
    image_pack(out, session->heap);
    observer_pack(out, session->observer);
    if (!out->failed) {
        uint64_t length = out->length + DIGEST_BYTES;
        memcpy(out->data + LENGTH_AT, &length, sizeof length);
        pack_number(out, pack_digest(out->data, out->length));
    }
}

static bool write_all(int file, const Bytes *bytes) {
    for (size_t done = 0; done < bytes->length;) {
        ssize_t count = write(file, bytes->data + done, bytes->length - done);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        done += count < 0 ? 0 : (size_t)count;
    }
    return fsync(file) == 0;
}

/* Whether a file may be written over: an older saved session, or nothing in it. */
static bool may_replace(const char *path, Bytes *why) {
    struct stat found;
    if (stat(path, &found) != 0) {
        return errno == ENOENT || complain_system(why, "there is no such folder");
    }
    if (S_ISDIR(found.st_mode)) {
        return complain(why, "it is a folder");
    }
    if (!S_ISREG(found.st_mode)) {
        return complain(why, "it is no ordinary file");
    }
    char start[MAGIC_BYTES] = "";
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = file < 0 ? -1 : read(file, start, sizeof start);
    if (file >= 0) {
        close(file);
    }
    if (count < 0) {
        return complain_system(why, "there is no such folder");
    }
    bool is_session = count == MAGIC_BYTES && memcmp(start, MAGIC, MAGIC_BYTES) == 0;
    return is_session || count == 0 ||
           complain(why, "there is another file of that name, which is no saved session");
}

/* Creates a file beside `path`, of the rights that a new file has. -1 with errno set. */
static int create_beside(Bytes *name, const char *path) {
    bytes_print(name, "%s.XXXXXX", path);
    if (name->failed) {
        errno = ENOMEM;
        return -1;
    }
    int file = mkstemp(name->data);
    if (file >= 0) {
        mode_t mask = umask(0);
        (void)umask(mask);
        (void)!fchmod(file, 0666 & ~mask);
    }
    return file;
}

/* The file itself, where the path is a link to it. */
static bool write_file(const char *path, const Bytes *bytes, Bytes *why) {
    char *real = realpath(path, NULL);
    Bytes name = {0};
    int file = create_beside(&name, real != NULL ? real : path);
    bool ok = file >= 0 && write_all(file, bytes);
    int reason = errno;
    if (file >= 0 && close(file) != 0 && ok) {
        ok = false;
        reason = errno;
    }
    if (ok && rename(bytes_text(&name), real != NULL ? real : path) != 0) {
        ok = false;
        reason = errno;
    }
    if (!ok && file >= 0) {
        (void)unlink(bytes_text(&name));
    }
    bytes_free(&name);
    free(real);
    errno = reason;
    return ok || complain_system(why, "there is no such folder");
}

bool saved_write(const Session *session, const char *path, Bytes *why) {
    Bytes bytes = {0};
    bool ok = may_replace(path, why);
    if (ok) {
        pack_session(&bytes, session);
        ok = bytes.failed ? complain(why, "no memory left") : write_file(path, &bytes, why);
    }
    bytes_free(&bytes);
    return ok;
}

/* --- reading --------------------------------------------------------------------------------- */

/* Whether these bytes are a file that was written whole and is unchanged since. */
static bool check_whole(const Bytes *bytes, Bytes *why) {
    size_t length = bytes->length;
    if (length == 0) {
        return complain(why, "it is empty");
    }
    if (memcmp(bytes->data, MAGIC, length < MAGIC_BYTES ? length : MAGIC_BYTES) != 0) {
        return complain(why, "it is no saved session");
    }
    uint64_t stated = 0;
    if (length >= HEAD_BYTES) {
        memcpy(&stated, bytes->data + LENGTH_AT, sizeof stated);
    }
    if (length < HEAD_BYTES + DIGEST_BYTES || length < stated) {
        return complain(why, "it is cut off");
    }
    uint64_t digest = 0;
    memcpy(&digest, bytes->data + length - DIGEST_BYTES, sizeof digest);
    if (stated != length || digest != pack_digest(bytes->data, length - DIGEST_BYTES)) {
        return complain(why, "it was altered since it was saved");
    }
    return true;
}

static bool is_text(Unpack *in, const char *expected, const char **found, size_t *length) {
    *found = unpack_text(in, length);
    return *length == strlen(expected) && memcmp(*found, expected, *length) == 0;
}

/* Whether this program wrote it. */
static bool check_writer(Unpack *in, Bytes *why) {
    const char *version, *build;
    size_t version_length, build_length;
    (void)unpack_room(in, MAGIC_BYTES);
    uint64_t format = unpack_number(in);
    (void)unpack_number(in);
    if (in->failed || format != FORMAT) {
        return complain(why, "another version of Ouro saved it");
    }
    bool same = is_text(in, OURO_VERSION, &version, &version_length);
    same &= is_text(in, identity_build(), &build, &build_length);
    if (!same) {
        bytes_print(why, "Ouro %.*s, build %.*s saved it, and this is Ouro %s, build %s",
                    (int)version_length, version, (int)build_length, build, OURO_VERSION,
                    identity_build());
    }
    return same;
}

static bool check_home(Unpack *in, const Heap *heap, Bytes *why) {
    switch (image_unpack_home(in, heap)) {
    case HOME_SAME:
        return true;
    case HOME_OTHER_SIZE:
        return complain(why, "it was saved with another size of the heap (start Ouro with the "
                             "--heap-limit or --tiny-heap of then)");
    case HOME_OTHER_PLACE:
        return complain(why, "its memory lies at another address than this program's");
    case HOME_UNREADABLE:
        break;
    }
    return complain(why, "it makes no sense");
}

/* Devices and pipes have no end, or wait for somebody. */
static bool is_ordinary(const char *path, Bytes *why) {
    struct stat found;
    if (stat(path, &found) != 0) {
        return complain_system(why, "there is no such file");
    }
    if (S_ISDIR(found.st_mode)) {
        return complain(why, "it is a folder");
    }
    return S_ISREG(found.st_mode) || complain(why, "it is no ordinary file");
}

bool saved_read(const Session *session, const char *path, Saved *saved, Bytes *why) {
    Bytes bytes = {0};
    *saved = (Saved){0};
    bool ok = is_ordinary(path, why) &&
              (host_read_file(path, &bytes) || complain_system(why, "there is no such file"));
    ok = ok && check_whole(&bytes, why);
    Unpack in = {0};
    if (ok) {
        in = (Unpack){.at = bytes.data, .end = bytes.data + bytes.length - DIGEST_BYTES};
        ok = check_writer(&in, why) && check_home(&in, session->heap, why);
    }
    if (ok) {
        Unpack pages = in;
        ok = image_copy_open(&saved->image, session->heap) && image_unpack(&in, &saved->image) &&
             (saved->observer = observer_unpack(&in, session->heap, &pages)) != NULL;
        if (!ok || in.at != in.end) {
            ok = complain(why, in.failed || ok ? "it makes no sense" : "no memory left");
        }
    }
    if (!ok) {
        observer_close(saved->observer);
        image_copy_free(&saved->image);
    }
    bytes_free(&bytes);
    return ok;
}
