package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.credentials.PasswordRules;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.Problem.FieldError;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields that requests about accounts have in common. */
public final class AccountFields {
    private static final int LONGEST_LINE = 100;

    /** No control characters, and none that break a line or turn its direction around. */
    private static final String PRINTABLE =
            "[^\\p{Cc}\\x{2028}\\x{2029}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]*";

    private static final TextRule LINE = line(LONGEST_LINE);

    /** With room for blanks around it, and for accents that are typed as letters of their own. */
    private static final TextRule TYPED_NAME = line(4 * LONGEST_LINE);

    /** With room for the blanks that are typed around it. */
    private static final TextRule EMAIL = TextRule.upTo(EmailAddress.LONGEST + 10);

    private static final TextRule PASSWORD = TextRule.upTo(PasswordRules.LONGEST);
    private static final TextRule CODE = TextRule.upTo(20);
    private static final TextRule REGISTRATION = TextRule.upTo(100);
    private static final TextRule TERMS =
            new TextRule(
                    10,
                    Pattern.compile("20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"),
                    "must be the day of the terms, such as 2026-11-01, and not in the future");

    private AccountFields() {}

    private static TextRule line(int longest) {
        return new TextRule(
                longest,
                Pattern.compile(PRINTABLE),
                "must have at most %d characters, in one line".formatted(LONGEST_LINE));
    }

    /** An address; empty only if the body's check will say so. */
    public static Optional<EmailAddress> email(JsonBody body) {
        String typed = body.text("email", EMAIL);
        Optional<EmailAddress> email = EmailAddress.parse(typed);
        if (email.isEmpty() && !typed.isEmpty()) {
            body.wrong("email", "must be an e-mail address");
        }
        return email;
    }

    /** A password that somebody claims to have. */
    public static String password(JsonBody body, String name) {
        return body.text(name, PASSWORD);
    }

    /** A password that somebody wants. */
    public static String newPassword(
            JsonBody body, String name, PasswordRules rules, Optional<EmailAddress> email) {
        String password = body.text(name, PASSWORD);
        if (!password.isEmpty()) {
            rules.objection(password, email.map(EmailAddress::text).orElse(""))
                    .ifPresent(objection -> body.wrong(name, objection));
        }
        return password;
    }

    /** A code; empty if it cannot be one. */
    public static Optional<OneTimeCode> code(JsonBody body) {
        return OneTimeCode.parse(body.text("code", CODE));
    }

    /** The secret of a registration. */
    public static String registration(JsonBody body) {
        return body.text("registration", REGISTRATION);
    }

    /** A name in one line, without blanks around it; null if it is not there. */
    public static @Nullable String name(JsonBody body) {
        Optional<String> name =
                body.optionalText("name", TYPED_NAME)
                        .map(typed -> Normalizer.normalize(typed.strip(), Form.NFC));
        // As it is kept: there are characters of which NFC makes two.
        if (name.filter(kept -> kept.length() > LONGEST_LINE).isPresent()) {
            body.wrong("name", LINE.right());
        }
        return name.orElse(null);
    }

    /**
     * The terms in an object {@code consent}.
     *
     * @param now to nobody are terms shown before their day has begun anywhere: the newest consent
     *     holds, and after a wrong one from the future no other would
     */
    public static String terms(JsonBody consent, Instant now) {
        String day = consent.text("terms_version", TERMS);
        if (!day.isEmpty() && !isDayBy(day, now)) {
            consent.wrong("terms_version", TERMS.right());
        }
        return day;
    }

    private static boolean isDayBy(String day, Instant now) {
        try {
            return !LocalDate.parse(day)
                    .isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /** What the person calls their device; empty if they do not say. */
    public static String device(JsonBody body) {
        return body.optionalText("device", LINE).orElse("").strip();
    }

    /** What everybody is told who asked for a letter. */
    public static Response letterSent() {
        return Response.json(202, Map.of("status", "confirmation_sent"));
    }

    public static RuntimeException codeInvalid() {
        return Problem.of(
                        ProblemType.CODE_INVALID,
                        "The code is not right, was tried too often, or is older than 15 minutes."
                                + " Ask for another.")
                .exception();
    }

    public static RuntimeException passwordWrong() {
        return Problem.of(ProblemType.PASSWORD_WRONG, "That is not your password.").exception();
    }

    /** A field that is not right for a reason that was found later than the others. */
    public static RuntimeException refusal(String field, String detail) {
        return new Problem(
                        ProblemType.INVALID_REQUEST,
                        "Some fields are not right; see errors.",
                        List.of(new FieldError(field, detail)),
                        Map.of(),
                        Map.of())
                .exception();
    }
}
