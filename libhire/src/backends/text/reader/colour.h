/* SPDX-License-Identifier: MIT
 * colour.h - whether a person can tell one colour from another.
 */
#ifndef HIRE_READER_COLOUR_H
#define HIRE_READER_COLOUR_H

#include <stdbool.h>
#include <stdint.h>

/* Whether text of the one colour cannot be read on the other (0xRRGGBB): a
 * contrast ratio (WCAG 2) below 1.4, and nowhere near another hue.  On white
 * greys from #DADADA on are too light; #D9D9D9 is read.  Thread safe. */
bool
reader_colours_alike(uint32_t a, uint32_t b);

#endif
