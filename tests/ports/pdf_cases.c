/* SPDX-License-Identifier: MIT
 * pdf_cases.c - what a person sees of a PDF, case by case.
 */
#include "pdf_cases.h"

static const char *const image[] = {IMAGE, NULL};
static const char *const layer[] = {"<</Type/OCG/Name(off)>>", NULL};
static const char *const glass[] = {"<</Type/ExtGState/ca 0>>", NULL};

/* What nobody sees, and the word in its reason. */
const pdf_case pdf_hidden[] = {
    {"white", "colour", {.content = PLAIN "1 g " AT(60, 600, SECRET)}},
    {"near white", "colour", {.content = PLAIN "0.97 g " AT(60, 600, SECRET)}},
    {"faint", "colour", {.content = PLAIN "0.9 g " AT(60, 600, SECRET)}},
    {"white by three colours", "colour",
        {.content = PLAIN "1 1 1 rg " AT(60, 600, SECRET)}},
    {"white by four inks", "colour",
        {.content = PLAIN "0 0 0 0 k " AT(60, 600, SECRET)}},
    {"blue on blue", "colour",
        {.content = PLAIN
            "0.1 0.2 0.6 rg 40 580 500 60 re f " AT(60, 600, SECRET)}},
    {"black on black", "colour",
        {.content = PLAIN "0 g 40 580 500 60 re f " AT(60, 600, SECRET)}},
    {"white over dark words", "colour",
        {.content = PLAIN AT(60, 600,
             "(Nine years of software for all the machines)") "1 g " AT(60, 600,
             SECRET)}},
    {"one point", "small",
        {.content = PLAIN "BT /F1 1 Tf 60 600 Td " SECRET " Tj ET"}},
    {"small by the text matrix", "small",
        {.content = PLAIN "BT /F1 11 Tf .1 0 0 .1 60 600 Tm " SECRET " Tj ET"}},
    {"small by the page's matrix", "small",
        {.content =
                PLAIN "q .15 0 0 .15 0 0 cm BT /F1 11 Tf 400 4000 Td " SECRET
                      " Tj ET Q"}},
    {"squeezed to a two-hundredth", "small",
        {.content = PLAIN "BT /F1 11 Tf .5 Tz 60 600 Td " SECRET " Tj ET"}},
    {"squeezed by the text matrix", "small",
        {.content = PLAIN "BT /F1 11 Tf .02 0 0 1 60 600 Tm " SECRET " Tj ET"}},
    {"squeezed to no width", "drawn",
        {.content =
                PLAIN "BT /F1 11 Tf .00001 0 0 1 60 600 Tm " SECRET " Tj ET"}},
    {"a light grey", "colour",
        {.content = PLAIN "0.867 g " AT(60, 600, SECRET)}},
    {"left of the page", "page", {.content = PLAIN AT(-400, 600, SECRET)}},
    {"right of the page", "page", {.content = PLAIN AT(700, 600, SECRET)}},
    {"above the page", "page", {.content = PLAIN AT(60, 900, SECRET)}},
    {"below the page", "page", {.content = PLAIN AT(60, -60, SECRET)}},
    {"outside the crop box", "page",
        {.content = PLAIN AT(60, 100, SECRET),
            .page = "/CropBox[0 200 595 842]"}},
    {"not painted", "drawn",
        {.content = PLAIN "BT 3 Tr /F1 11 Tf 60 600 Td " SECRET " Tj ET"}},
    {"clipped away", "drawn",
        {.content = PLAIN "q 0 0 10 10 re W n " AT(60, 600, SECRET) "Q"}},
    {"under a white box", "drawn",
        {.content = PLAIN AT(60, 600, SECRET) "1 g 40 580 500 60 re f"}},
    {"under a black box", "drawn",
        {.content =
                PLAIN "0.5 g " AT(60, 600, SECRET) "0 g 40 580 500 60 re f"}},
    {"under an image", "drawn",
        {.content = PLAIN AT(60, 600, SECRET) "q 500 0 0 60 40 580 cm /Im Do Q",
            .resource = "/XObject<</Im 7 0 R>>",
            .objects = image}},
    {"on a layer that is off", NULL, /* poppler does not name it at all */
        {.content = PLAIN "/OC /L BDC " AT(60, 600, SECRET) "EMC",
            .catalog = "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
            .resource = "/Properties<</L 7 0 R>>",
            .objects = layer}},
    {"like glass", "drawn",
        {.content = PLAIN "/G gs " AT(60, 600, SECRET),
            .resource = "/ExtGState<</G 7 0 R>>",
            .objects = glass}},
};

const int pdf_hidden_count = sizeof pdf_hidden / sizeof *pdf_hidden;

#define TWIN "(Knows how to build a bridge)"

/* What looks alike to a machine and is seen. */
const pdf_case pdf_seen[] = {
    {"white on dark", NULL,
        {.content = PLAIN
            "0.1 0.2 0.3 rg 40 580 500 60 re f 1 g " AT(60, 600, TWIN)}},
    {"white on a narrow dark box", NULL,
        {.content = PLAIN
            "0.1 0.2 0.5 rg 58 597 160 12 re f 1 g " AT(60, 600, TWIN)}},
    {"grey on white", NULL, {.content = PLAIN "0.467 g " AT(60, 600, TWIN)}},
    {"light grey on white", NULL,
        {.content = PLAIN "0.72 g " AT(60, 600, TWIN)}},
    {"the lightest grey that is read", NULL,
        {.content = PLAIN "0.85 g " AT(60, 600, TWIN)}},
    {"narrow letters", NULL,
        {.content = PLAIN "BT /F1 11 Tf 40 Tz 60 600 Td " TWIN " Tj ET"}},
    {"many narrow letters", NULL,
        {.content = PLAIN AT(60, 620, "(lili illi, ill li: fill ilil)")
                AT(60, 600, TWIN)}},
    {"up the page", NULL,
        {.content = PLAIN "BT /F1 11 Tf 0 1 -1 0 300 300 Tm " TWIN " Tj ET"}},
    {"down the page", NULL,
        {.content = PLAIN "BT /F1 11 Tf 0 -1 1 0 300 600 Tm " TWIN " Tj ET"}},
    {"yellow on blue", NULL,
        {.content = PLAIN
            "0 0 1 rg 40 580 500 60 re f 1 1 0 rg " AT(60, 600, TWIN)}},
    {"red on green of its lightness", NULL,
        {.content = PLAIN
            "0 .5 0 rg 40 580 500 60 re f 1 .1 .1 rg " AT(60, 600, TWIN)}},
    {"small print", NULL,
        {.content = PLAIN "BT /F1 6 Tf 60 600 Td " TWIN " Tj ET"}},
    {"large and bold", NULL,
        {.content = PLAIN "BT /F2 40 Tf 20 600 Td " TWIN " Tj ET",
            .box = "0 0 800 842"}},
    {"outlined", NULL,
        {.content = PLAIN "BT 1 Tr /F1 14 Tf 60 600 Td " TWIN " Tj ET"}},
    {"upright by two matrices", NULL,
        {.content = PLAIN
            "q .5 0 0 .5 0 0 cm BT /F1 1 Tf 22 0 0 22 120 1200 Tm " TWIN
            " Tj ET Q"}},
    {"inside the crop box", NULL,
        {.content = PLAIN AT(60, 600, TWIN),
            .page = "/CropBox[20 200 575 830]"}},
    {"turned page", NULL,
        {.content = PLAIN AT(60, 600, TWIN), .page = "/Rotate 90"}},
    {"over an image", NULL,
        {.content = PLAIN "q 500 0 0 60 40 580 cm /Im Do Q " AT(60, 600, TWIN),
            .resource = "/XObject<</Im 7 0 R>>",
            .objects = image}},
    {"over a ruled line", NULL,
        {.content = PLAIN AT(60, 600, TWIN) "0 g 40 597 500 .5 re f"}},
    {"box with an origin of its own", NULL,
        {.content = PLAIN AT(60, 600, TWIN), .box = "-100 -50 595 842"}},
};

const int pdf_seen_count = sizeof pdf_seen / sizeof *pdf_seen;
