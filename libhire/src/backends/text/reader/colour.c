/* SPDX-License-Identifier: MIT
 * colour.c - whether a person can tell one colour from another.
 * Apart because every kind of document can print text on its own colour.
 */
#include "colour.h"

#include <math.h>
#include <stdlib.h>

#define CONTRAST_MIN 1.4f  /* ratio of WCAG 2; white to #DADADA */
#define GLARE        0.05f /* of a screen that shows black */

enum { COLOURFUL = 80 }; /* of 255 in one of red, green, blue */

static int
part_of(uint32_t rgb, int shift)
{
	return (int)(rgb >> shift & 0xFF);
}

/* One of red, green, blue of sRGB as light (IEC 61966-2-1). */
static float
light(int part)
{
	float c = (float)part / 255;
	return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

/* Relative luminance of WCAG 2. */
static float
luminance(uint32_t rgb)
{
	static const float weight[] = {0.0722f, 0.7152f, 0.2126f};
	float sum = 0;
	for (int i = 0; i < 3; i++)
		sum += weight[i] * light(part_of(rgb, 8 * i));
	return sum;
}

bool
reader_colours_alike(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift < 24; shift += 8)
		if (abs(part_of(a, shift) - part_of(b, shift)) >= COLOURFUL)
			return false;
	float x = luminance(a) + GLARE, y = luminance(b) + GLARE;
	return fmaxf(x, y) < CONTRAST_MIN * fminf(x, y);
}
