/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked with the rules that were compiled once more (cmake/Reach.cmake), and seen by them
   alone. The compiler was asked to call a function at each reading of memory, as it does for
   the thread sanitizer (-fsanitize=thread): these stand in its place, tell the pilot of what is
   read, and know nothing of threads. */
#include "engine/reach.h"

#include <string.h>

#define READS(name, size)                                                                      \
    void name(const void *at);                                                                 \
    void name(const void *at)                                                                  \
    {                                                                                          \
        asy_reach_read(at, size);                                                              \
    }
#define IS_NOTHING(name)                                                                       \
    void name(const void *at);                                                                 \
    void name(const void *at)                                                                  \
    {                                                                                          \
        (void) at;                                                                             \
    }

READS(__tsan_read1, 1)
READS(__tsan_read2, 2)
READS(__tsan_read4, 4)
READS(__tsan_read8, 8)
READS(__tsan_read16, 16)
READS(__tsan_unaligned_read2, 2)
READS(__tsan_unaligned_read4, 4)
READS(__tsan_unaligned_read8, 8)
READS(__tsan_unaligned_read16, 16)
IS_NOTHING(__tsan_write1)
IS_NOTHING(__tsan_write2)
IS_NOTHING(__tsan_write4)
IS_NOTHING(__tsan_write8)
IS_NOTHING(__tsan_write16)
IS_NOTHING(__tsan_unaligned_write2)
IS_NOTHING(__tsan_unaligned_write4)
IS_NOTHING(__tsan_unaligned_write8)
IS_NOTHING(__tsan_unaligned_write16)
IS_NOTHING(__tsan_func_entry)

void __tsan_init(void);
void __tsan_func_exit(void);
void __tsan_read_range(const void *at, size_t size);
void __tsan_write_range(const void *at, size_t size);
void *__tsan_memcpy(void *to, const void *from, size_t size);
void *__tsan_memmove(void *to, const void *from, size_t size);
void *__tsan_memset(void *at, int byte, size_t size);

void
__tsan_init(void)
{
}

void
__tsan_func_exit(void)
{
}

void
__tsan_read_range(const void *at, size_t size)
{
    asy_reach_read(at, size);
}

void
__tsan_write_range(const void *at, size_t size)
{
    (void) at;
    (void) size;
}

void *
__tsan_memcpy(void *to, const void *from, size_t size)
{
    asy_reach_read(from, size);
    return memcpy(to, from, size);
}

void *
__tsan_memmove(void *to, const void *from, size_t size)
{
    asy_reach_read(from, size);
    return memmove(to, from, size);
}

void *
__tsan_memset(void *at, int byte, size_t size)
{
    return memset(at, byte, size);
}

void
asy_reach_run_to(struct asy_run *run, int32_t until)
{
    asy_run_to(run, until);
}

bool
asy_reach_is_built(void)
{
    return true;
}
