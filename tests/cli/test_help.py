#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_help.py - help, manual and completion, all derived from the tables."""
import os
import shutil
import subprocess
import unittest

import support


class Help(unittest.TestCase):
    def test_help_of_every_command(self):
        text = ""
        for path in support.commands():
            done = support.run(*path, "--help")
            self.assertEqual((done.code, done.err), (0, ""), path)
            text += f"$ hire-cli {' '.join([*path, '--help'])}\n{done.out}\n"
            short = support.run(*path, "-h")
            self.assertEqual(short.out, done.out)
        support.golden(self, "help.txt", text)

    def test_help_fits_eighty_columns(self):
        for path in support.commands():
            for line in support.run(*path, "--help").out.splitlines():
                self.assertLess(len(line), 80, line)

    def test_version(self):
        for option in ("--version", "-V"):
            done = support.run(option)
            self.assertEqual(done.code, 0)
            self.assertRegex(done.out, r"^hire-cli \d+\.\d+\.\d+\n$")

    def test_states(self):
        support.golden(self, "states.txt", support.run("states").out)


class Manual(unittest.TestCase):
    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_pages_have_no_warnings(self):
        names = [p[0] for p in support.commands() if len(p) == 1]
        self.assertGreater(len(names), 20)
        for name in [None, *names]:
            page = support.run("man", *([name] if name else []))
            path = support.text_file(page.out)
            got = subprocess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z",
                 path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                env=support.environment(MANROFFSEQ=""), check=False)
            self.assertEqual((got.returncode, got.stderr), (0, b""), name)

    def test_page_names_every_subcommand_and_option(self):
        page = support.run("man", "jobs").out.replace("\\-", "-")
        for word in ("hire-cli jobs questions add", "--interview-minutes",
                     "EXIT STATUS"):
            self.assertIn(word, page)


@unittest.skipUnless(shutil.which("bash"), "bash is not installed")
class Completion(unittest.TestCase):
    def complete(self, *words):
        script = support.run("completion", "bash").out + """
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hire_cli
printf '%s\\n' "${COMPREPLY[@]}"
"""
        got = subprocess.run(["bash", "-eu", "-c", script, "bash",
                              "hire-cli", *words], stdout=subprocess.PIPE,
                             check=True, cwd=support.folder(),
                             env=support.environment())
        return got.stdout.decode().split()

    def test_commands(self):
        self.assertEqual(self.complete("ma"), ["match"])
        self.assertEqual(self.complete("jobs", "pa"), ["pause"])
        self.assertEqual(self.complete("jobs", "questions", "r"), ["remove"])

    def test_options(self):
        self.assertEqual(self.complete("match", "--thr"), ["--threshold"])
        self.assertIn("--interview-minutes", self.complete("jobs", "post",
                                                           "--i"))

    def test_other_shells(self):
        self.assertTrue(support.run("completion", "zsh").out.startswith(
            "#compdef hire-cli\n"))
        self.assertIn("complete -c hire-cli",
                      support.run("completion", "fish").out)
        for shell in ("zsh", "fish"):
            if shutil.which(shell):
                path = support.text_file(support.run("completion", shell).out)
                subprocess.run([shell, "-n", path], check=True)
        self.assertEqual(support.run("completion", "tcsh").code, 2)


if __name__ == "__main__":
    os.chdir(support.folder())
    unittest.main()
