package com.ieltsaiprep.api.platform.mail;

import com.ieltsaiprep.common.PastedText;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * E-mail address in normal form: lower case, with its domain in ASCII (RFC 5321, without quoted
 * local parts).
 *
 * @param text at most 254 characters of ASCII, no blanks
 */
public record EmailAddress(String text) {
    /** Greatest length of an e-mail address, characters (RFC 5321). */
    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile(
                    "(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** Characters that the JDK maps to others, unlike mail servers of today (RFC 5891). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\\u1806]");

    /** Domains of one provider, which ignores dots in the local part. */
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

    /**
     * Validates that the text is an e-mail address in normal form.
     *
     * @throws IllegalArgumentException if the text is not in this form
     */
    public EmailAddress {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an e-mail address in normal form");
        }
    }

    /**
     * Parses an e-mail address that a user has typed or pasted, cleaned by {@link
     * PastedText#address}; ignores upper case.
     *
     * @return empty if the text is not an e-mail address
     */
    public static Optional<EmailAddress> parse(String typed) {
        String[] parts = PastedText.address(typed).split("@", -1);
        if (parts.length != 2
                || AMBIGUOUS.matcher(parts[1]).find()
                || PastedText.hasInvisible(parts[1])) {
            return Optional.empty();
        }
        try {
            String domain = IDN.toASCII(parts[1], IDN.USE_STD3_ASCII_RULES);
            return Optional.of(
                    new EmailAddress((parts[0] + "@" + domain).toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Returns the mailbox that probably receives the address's e-mails, for rate limits only. Many
     * providers deliver {@code an+anything@…} to {@code an@…}, so that one mailbox has any number
     * of addresses; with other providers, these addresses belong to different people.
     */
    public String mailbox() {
        int at = text.indexOf('@');
        int plus = text.indexOf('+');
        String domain = text.substring(at + 1);
        // A name that begins with + would have nothing left.
        String name = text.substring(0, plus > 0 && plus < at ? plus : at);
        return GMAIL.contains(domain) ? name.replace(".", "") + "@gmail.com" : name + "@" + domain;
    }

    /** Returns a constant text, so that logs never hold the address. */
    @Override
    public String toString() {
        return "EmailAddress";
    }
}
