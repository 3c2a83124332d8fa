# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DSYMBOL=NAME -DFROM=FILE -DTO=FILE.c -P Embed.cmake: a file as an array of bytes.
file(READ ${FROM} hex HEX)
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
# bytes over 0x7f are no char where char is signed
file(WRITE ${TO} "/* made from ${FROM} */
extern const unsigned char ${SYMBOL}[];
const unsigned char ${SYMBOL}[] = {
${hex}0x00 };
")
