/* SPDX-License-Identifier: MIT
 * common.c - whether a password is among those that everybody tries first.
 * Words and shapes instead of a long list: "Password1!" and "password2026"
 * are one habit, and a guesser's rules cover both.
 */
#include "password.h"

#include <string.h>

/* At most this many digits and signs around a word leave it common. */
enum { DECORATION_MAX = 6 };

/* The letters of the habit, lower case, digits and signs left out. */
static const char *const words[] = {"abc", "abcd", "access", "admin",
    "administrator", "adminadmin", "aaa", "asdf", "asdfasdf", "asdfgh",
    "asdfghjkl", "asdzxc", "baseball", "basketball", "batman", "changeme",
    "charlie", "chelsea", "chocolate", "computer", "cookie", "danielle",
    "default", "demo", "dragon", "elizabeth", "flower", "football", "freedom",
    "fuckyou", "google", "guest", "hello", "helloworld", "hire", "hunter",
    "internet", "iloveyou", "iloveu", "interview", "jennifer", "jessica",
    "jordan", "killer", "letmein", "liverpool", "login", "loveme", "lovely",
    "master", "michael", "michelle", "minecraft", "monkey", "mustang",
    "mypassword", "nothing", "opensesame", "pa", "pass", "passpass", "passw",
    "password", "passwordpassword", "passwort", "passwrd", "passwd", "pokemon",
    "princess", "psswrd", "psword", "purple", "qazwsx", "qazwsxedc", "qaz",
    "qwe", "qweasd", "qweasdzxc", "qweqwe", "qwer", "qwert", "qwerty",
    "qwertyu", "qwertyui", "qwertyuiop", "qwertz", "qwertzuiop", "qwerqwer",
    "qwertyqwerty", "recruiter", "resume", "root", "rootroot", "samantha",
    "secret", "server", "shadow", "snoopy", "soccer", "starwars", "summer",
    "sunshine", "superman", "supersecret", "system", "temp", "test", "testtest",
    "testing", "trustno", "unknown", "user", "username", "victoria", "welcome",
    "whatever", "winter", "spring", "autumn", "azerty", "azertyuiop", "zaq",
    "zaqwsx", "zxc", "zxcvbn", "zxcvbnm", "asd", "qwertyasdfgh", "abcabc",
    "aabbcc"};

/* Whole passwords that no rule below covers. */
static const char *const exact[] = {"0123456789", "10203040", "11112222",
    "11223344", "1122334455", "12121212", "12312312", "123123123", "123321123",
    "12341234", "1234512345", "123454321", "1234567890", "12344321",
    "123456654321", "123654789", "123698745", "124578963", "13131313",
    "1357924680", "14702580", "147258369", "147852369", "159357258", "1q2w3e4r",
    "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx", "1qaz2wsx3edc", "1qazxsw2",
    "20202020", "21212121", "23232323", "31415926", "321321321", "741852963",
    "789456123", "852456789", "963852741", "987456321", "a1b2c3d4", "a1s2d3f4",
    "q1w2e3r4", "q1w2e3r4t5", "qw12er34", "zaq12wsx",
    "correcthorsebatterystaple"};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
among(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(s, list[i]))
			return true;
	return false;
}

/* The same step of -1, 0 or +1 all along: 11111111, 23456789, hgfedcba. */
static bool
is_run(const char *s)
{
	int step = s[0] && s[1] ? s[1] - s[0] : 2;
	if (step < -1 || step > 1)
		return false;
	while (s[1] && s[1] - s[0] == step)
		s++;
	return !s[1];
}

bool
hire__password_common(const char *password)
{
	char all[HIRE_PASSWORD_MAX + 1], letters[HIRE_PASSWORD_MAX + 1];
	size_t n = 0, kept = 0;
	for (; password[n] && n < HIRE_PASSWORD_MAX; n++) {
		all[n] = lower(password[n]);
		if ((all[n] >= 'a' && all[n] <= 'z') || all[n] & 0x80)
			letters[kept++] = all[n];
	}
	all[n] = letters[kept] = '\0';
	if (is_run(all) || among(all, exact, sizeof exact / sizeof *exact))
		return true;
	return n - kept <= DECORATION_MAX &&
	       among(letters, words, sizeof words / sizeof *words);
}
