package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.common.PastedText;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reader of JSON fields that several requests about accounts have, such as the e-mail address. */
public final class AccountFields {
    /** Control characters, line breaks, and marks that change the text direction. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private static final TextRule LINE =
            new TextRule(
                    PastedText::line,
                    Pattern.compile("(?s).{0,100}"),
                    "must have at most 100 characters");

    private static final TextRule EMAIL =
            TextRule.upTo(EmailAddress.MAX_LENGTH, PastedText::address);

    private static final TextRule PASSWORD =
            TextRule.upTo(PasswordRules.MAX_LENGTH, PasswordRules::composed);

    private static final TextRule CODE = TextRule.upTo(20, PastedText::code);
    private static final TextRule TERMS =
            new TextRule(
                    Pattern.compile("20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"),
                    "must be the day of the terms, such as 2026-11-01, and not in the future");

    private static final PasswordRules PASSWORD_RULES = new PasswordRules();

    private AccountFields() {}

    /**
     * Reads the e-mail address in the field {@code email}; if it is missing or invalid, records an
     * error in {@code body} and returns empty.
     */
    public static Optional<EmailAddress> email(JsonBody body) {
        String typed = body.text("email", EMAIL);
        Optional<EmailAddress> email = EmailAddress.parse(typed);
        if (email.isEmpty() && !typed.isEmpty()) {
            body.reject("email", "must be an e-mail address");
        }
        return email;
    }

    /**
     * Reads a current password from the field {@code name}; if the field is missing, or is not a
     * string of 1 to 256 characters, records an error in {@code body} and returns "".
     */
    public static String password(JsonBody body, String name) {
        return body.text(name, PASSWORD);
    }

    /**
     * Reads a new password from the field {@code name}; if the field is missing or the password
     * breaks the password rules, records an error in {@code body}.
     *
     * @param email address that the password must not contain; empty if the address is invalid
     */
    public static String newPassword(JsonBody body, String name, Optional<EmailAddress> email) {
        String password = body.text(name, PASSWORD);
        if (!password.isEmpty()) {
            passwordObjection(password, email.map(EmailAddress::text).orElse(""))
                    .ifPresent(objection -> body.reject(name, objection));
        }
        return password;
    }

    /**
     * Checks a new password by the password rules: its length and variety, that it does not contain
     * the e-mail address, and that it is not a common password.
     *
     * @return the rule that the password breaks, as a message to the user; empty if it breaks none
     */
    public static Optional<String> passwordObjection(String password, String email) {
        return PASSWORD_RULES.objection(password, email);
    }

    /**
     * Reads the one-time code in the field {@code code} of a request; returns empty without a
     * well-formed code. Only a missing or overlong field is recorded as an error of the body: a
     * malformed code is to be answered as a wrong one is.
     */
    public static Optional<OneTimeCode> code(JsonBody body) {
        return OneTimeCode.parse(body.text("code", CODE));
    }

    /**
     * Reads the user's name from the optional field {@code name}, without blanks around it; null if
     * the field is absent. If the name is not one line of 1 to 100 characters, one of them visible,
     * records an error.
     */
    public static @Nullable String name(JsonBody body) {
        return line(body, "name").orElse(null);
    }

    /** Reads the optional field {@code device}, a device's name, cleaned; "" if it is absent. */
    public static String device(JsonBody body) {
        return line(body, "device").orElse("");
    }

    private static Optional<String> line(JsonBody body, String name) {
        Optional<String> line = body.optionalText(name, LINE);
        if (line.filter(it -> UNPRINTABLE.matcher(it).find()).isPresent()) {
            body.reject(name, "must be in one line, without marks that change its direction");
        } else if (line.filter(it -> !it.isEmpty() && !PastedText.isVisible(it)).isPresent()) {
            body.reject(name, "must have a visible character");
        }
        return line;
    }

    /**
     * Reads the field {@code terms_version}: the day from which the accepted terms of service
     * apply, such as {@code 2026-11-01}. An invalid day, or one after tomorrow (UTC), is recorded
     * as an error.
     *
     * @param now the present time; later terms are refused, since only the newest consent counts
     */
    public static String terms(JsonBody consent, Instant now) {
        String day = consent.text("terms_version", TERMS);
        if (!day.isEmpty() && !hasBegun(day, now)) {
            consent.reject("terms_version", TERMS.message());
        }
        return day;
    }

    private static boolean hasBegun(String day, Instant now) {
        try {
            return !LocalDate.parse(day)
                    .isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1));
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /**
     * Creates the response (202) to a request for an e-mailed code; it is the same whether or not
     * the e-mail address has an account.
     */
    public static Response emailSent() {
        return Response.json(202, Map.of("status", "confirmation_sent"));
    }

    /** Creates the exception (400) that refuses a one-time code as wrong or expired. */
    public static RuntimeException codeInvalid() {
        return Problem.of(
                        ProblemType.CODE_INVALID,
                        "The code is not right, was tried too often, or is older than 15 minutes."
                                + " Ask for another.")
                .exception();
    }

    /** Creates the exception (401) that refuses a session because its account was deleted. */
    public static RuntimeException accountDeleted() {
        return Problem.of(ProblemType.SESSION_REVOKED, "There is no such account any more.")
                .exception();
    }

    /** Creates the exception (403) that refuses a request because the current password is wrong. */
    public static RuntimeException passwordWrong() {
        return Problem.of(ProblemType.PASSWORD_WRONG, "That is not your password.").exception();
    }

    /** Creates the exception (400) that refuses a request because one of its fields is invalid. */
    public static RuntimeException fieldError(String field, String detail) {
        return Problem.invalidField(field, detail).exception();
    }
}
